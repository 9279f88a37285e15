using System;
using System.Collections.Generic;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace Assay.Harness
{
    /// <summary>What the cases call: a static method (PlainTarget), or a class (ClassTarget).</summary>
    abstract class Target
    {
        const string Functions = "Solution";
        const int MaxFound = 20, MaxName = 200;

        /// <summary>
        /// Initializes the learner's class and finds its members: throws what the initializer throws,
        /// or says what is missing.
        /// </summary>
        public static Target Load(string path, Dictionary<string, object> spec)
        {
            var assembly = Assembly.LoadFrom(path);
            Thrown.Own = assembly;
            var kinds = new Kinds(assembly, (Dictionary<string, object>)spec["records"]);
            if ((string)spec["form"] == "class")
            {
                return new ClassTarget(Initialize(assembly, (string)spec["name"], kinds), kinds, spec);
            }
            return new PlainTarget(Initialize(assembly, Functions, kinds), kinds, spec);
        }

        /// <summary>Reads the rest of a case, and writes what comes of it.</summary>
        public void Serve(JsonReader from, JsonWriter into)
        {
            into.Raw("{\"results\":[");
            var error = new JsonWriter();
            try
            {
                Call(from, into);
                error.Raw("null");
            }
            catch (Exception thrown)
            {
                Thrown.Recover(thrown);
                Thrown.Recover(Unwrapped(thrown));
                Thrown.Write(Unwrapped(thrown), error);
            }
            into.Raw("],\"error\":").Raw(error.ToString()).Raw('}');
        }

        /// <summary>Writes one result for each call; throws what the learner's code throws.</summary>
        protected abstract void Call(JsonReader from, JsonWriter into);

        static Exception Unwrapped(Exception thrown) =>
            thrown is TargetInvocationException && thrown.InnerException != null ? thrown.InnerException : thrown;

        static Type Initialize(Assembly assembly, string name, Kinds kinds)
        {
            var type = assembly.GetType(name);
            if (type == null) throw new MissingException(ClassesOf(assembly, kinds));
            try
            {
                RuntimeHelpers.RunClassConstructor(type.TypeHandle);
            }
            catch (TypeInitializationException error) when (error.InnerException != null)
            {
                throw error.InnerException;
            }
            return type;
        }

        static List<string> ClassesOf(Assembly assembly, Kinds kinds)
        {
            var names = new List<string>();
            foreach (var type in assembly.GetTypes())
            {
                if (type.IsNested || kinds.Provides(type.Name) || names.Count == MaxFound) continue;
                names.Add("class " + Thrown.Cut(type.FullName, MaxName));
            }
            return names;
        }
    }

    /// <summary>A static method, called once in each case: {"arguments": [...]}.</summary>
    sealed class PlainTarget : Target
    {
        readonly Signature signature;
        readonly MethodInfo method;

        public PlainTarget(Type own, Kinds kinds, Dictionary<string, object> spec)
        {
            signature = new Signature(kinds, spec);
            method = signature.Method(own, (string)spec["name"], true);
        }

        protected override void Call(JsonReader from, JsonWriter into)
        {
            from.More('}');
            from.Member();
            var given = signature.Read(from);
            signature.Write(method.Invoke(null, given), into);
        }
    }

    /// <summary>
    /// A class: {"construct": [...], "calls": [["Push", [3]], ...]}, on a new object in each case.
    /// </summary>
    sealed class ClassTarget : Target
    {
        readonly Signature construction;
        readonly ConstructorInfo constructor;
        readonly Dictionary<string, Bound> methods = new Dictionary<string, Bound>();

        public ClassTarget(Type own, Kinds kinds, Dictionary<string, object> spec)
        {
            construction = new Signature(kinds, spec);
            constructor = construction.Constructor(own);
            foreach (var entry in (Dictionary<string, object>)spec["methods"])
            {
                var signature = new Signature(kinds, (Dictionary<string, object>)entry.Value);
                methods[entry.Key] = new Bound(signature, signature.Method(own, entry.Key, false));
            }
        }

        protected override void Call(JsonReader from, JsonWriter into)
        {
            from.More('}');
            from.Member();
            var given = construction.Read(from);
            from.More('}');
            from.Member();
            var calls = new List<KeyValuePair<Bound, object[]>>();
            for (from.Open('['); from.More(']');)
            {
                from.Open('[');
                var bound = methods[from.String()];
                from.More(']');
                calls.Add(new KeyValuePair<Bound, object[]>(bound, bound.Signature.Read(from)));
                from.More(']');
            }
            var instance = constructor.Invoke(given);
            foreach (var call in calls)
            {
                var value = call.Key.Method.Invoke(instance, call.Value);
                call.Key.Signature.Write(value, into);
            }
        }

        sealed class Bound
        {
            public readonly Signature Signature;
            public readonly MethodInfo Method;

            public Bound(Signature signature, MethodInfo method)
            {
                Signature = signature;
                Method = method;
            }
        }
    }
}
