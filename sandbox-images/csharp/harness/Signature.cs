using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;

namespace Assay.Harness
{
    /// <summary>The types of a method's parameters and of its result.</summary>
    sealed class Signature
    {
        const string ConstructorName = "constructor";
        const int MaxFound = 20, MaxText = 300;
        const BindingFlags Declared = BindingFlags.DeclaredOnly | BindingFlags.Public | BindingFlags.NonPublic;

        readonly List<Kind> parameters;
        /// <summary>Null: there is no result.</summary>
        readonly Kind returns;

        public Signature(Kinds kinds, Dictionary<string, object> spec)
        {
            parameters = kinds.List((List<object>)spec["parameters"]);
            object written;
            spec.TryGetValue("returns", out written);
            returns = kinds.Of((Dictionary<string, object>)written);
        }

        public object[] Read(JsonReader from)
        {
            var values = new object[parameters.Count];
            var at = 0;
            for (from.Open('['); from.More(']'); at++) values[at] = parameters[at].Read(from);
            return values;
        }

        /// <summary>Writes an item. What does not fit its type is told as it is; it compares as different.</summary>
        public void Write(object value, JsonWriter into)
        {
            var mark = into.Mark;
            into.Item();
            try
            {
                if (returns == null) into.Raw("null");
                else returns.Write(value, into);
            }
            catch (OtherException other)
            {
                into.Mark = mark;
                into.Item().Raw("{\"$other\":").Quote(other.Message).Raw('}');
            }
            catch
            {
                // By the learner's own dictionary, perhaps.
                into.Mark = mark;
                throw;
            }
        }

        /// <summary>The method of that name which takes and returns these types.</summary>
        public MethodInfo Method(Type own, string name, bool isStatic)
        {
            var found = own.GetMethods(Declared | BindingFlags.Static | BindingFlags.Instance);
            foreach (var method in found)
            {
                var fits = method.Name == name && method.IsStatic == isStatic && !method.IsAbstract
                    && !method.ContainsGenericParameters && Fits(method) && FitsResult(method.ReturnType);
                if (fits) return method;
            }
            throw new UnfitException(name, found.Take(MaxFound).Select(Describe).ToList());
        }

        public ConstructorInfo Constructor(Type own)
        {
            var found = own.GetConstructors(Declared | BindingFlags.Instance);
            foreach (var constructor in found)
            {
                if (!own.IsAbstract && Fits(constructor)) return constructor;
            }
            throw new UnfitException(ConstructorName, found.Take(MaxFound).Select(Describe).ToList());
        }

        bool Fits(MethodBase method)
        {
            var given = method.GetParameters();
            if (given.Length != parameters.Count) return false;
            for (var at = 0; at < given.Length; at++)
            {
                if (!given[at].ParameterType.IsAssignableFrom(parameters[at].Type)) return false;
            }
            return true;
        }

        bool FitsResult(Type type) =>
            returns == null ? type == typeof(void) : returns.Type.IsAssignableFrom(type);

        static string Describe(MethodBase method)
        {
            var types = string.Join(", ", method.GetParameters().Select(one => NameOf(one.ParameterType)));
            var info = method as MethodInfo;
            var head = info == null ? method.DeclaringType.Name : NameOf(info.ReturnType) + " " + info.Name;
            var prefix = (method.IsPublic ? "public " : "") + (method.IsStatic ? "static " : "");
            return Thrown.Cut(prefix + head + "(" + types + ")", MaxText);
        }

        static readonly Dictionary<Type, string> keywords = new Dictionary<Type, string>
        {
            { typeof(int), "int" },
            { typeof(long), "long" },
            { typeof(double), "double" },
            { typeof(bool), "bool" },
            { typeof(string), "string" },
            { typeof(void), "void" },
        };

        /// <summary>A type as code names it.</summary>
        static string NameOf(Type type)
        {
            string keyword;
            if (keywords.TryGetValue(type, out keyword)) return keyword;
            if (type.IsArray) return NameOf(type.GetElementType()) + "[]";
            var nullable = Nullable.GetUnderlyingType(type);
            if (nullable != null) return NameOf(nullable) + "?";
            if (!type.IsGenericType) return type.Name;
            var arguments = string.Join(", ", type.GetGenericArguments().Select(NameOf));
            return type.Name.Split('`')[0] + "<" + arguments + ">";
        }
    }
}
