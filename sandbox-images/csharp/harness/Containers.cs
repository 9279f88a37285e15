using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;

namespace Assay.Harness
{
    sealed class ArrayKind : Kind
    {
        readonly Kind of;

        public ArrayKind(Kind of) : base(of.Type.MakeArrayType())
        {
            this.of = of;
        }

        public override object Read(JsonReader from)
        {
            from.Open('[');
            if (of.Type == typeof(int)) return ReadIntegers(from);
            var items = new List<object>();
            while (from.More(']')) items.Add(of.Read(from));
            var array = Array.CreateInstance(of.Type, items.Count);
            for (var at = 0; at < items.Count; at++) array.SetValue(items[at], at);
            return array;
        }

        /// <summary>The commonest, and the longest: without a box for each.</summary>
        static int[] ReadIntegers(JsonReader from)
        {
            var items = new List<int>();
            while (from.More(']')) items.Add((int)from.Integer());
            return items.ToArray();
        }

        protected override void WriteValue(object value, JsonWriter into)
        {
            into.Raw('[');
            var integers = value as int[];
            if (integers != null)
            {
                foreach (var item in integers) into.Item().Integer(item);
            }
            else
            {
                foreach (var item in (Array)value) of.Write(item, into.Item());
            }
            into.Raw(']');
        }
    }

    /// <summary>A Dictionary of strings to values.</summary>
    sealed class MapKind : Kind
    {
        readonly Kind of;

        public MapKind(Kind of) : base(typeof(Dictionary<,>).MakeGenericType(typeof(string), of.Type))
        {
            this.of = of;
        }

        public override object Read(JsonReader from)
        {
            var map = (IDictionary)Activator.CreateInstance(Type);
            for (from.Open('{'); from.More('}');)
            {
                var key = from.Member();
                map[key] = of.Read(from);
            }
            return map;
        }

        protected override void WriteValue(object value, JsonWriter into)
        {
            into.Raw('{');
            foreach (DictionaryEntry entry in (IDictionary)value)
            {
                var key = (string)entry.Key;
                // It would look like one of our own tags.
                if (key.StartsWith("$", StringComparison.Ordinal))
                {
                    throw new OtherException("<Dictionary with the key " + key + ">");
                }
                into.Item().Quote(key).Raw(':');
                of.Write(entry.Value, into);
            }
            into.Raw('}');
        }
    }

    /// <summary>A class with a constructor of all its properties: {"x": 1, "y": 2}.</summary>
    sealed class RecordKind : Kind
    {
        readonly List<string> keys;
        readonly List<PropertyInfo> properties;
        readonly List<Kind> types;
        readonly ConstructorInfo constructor;

        public RecordKind(Type type, List<string> keys, List<string> names, List<Kind> types) : base(type)
        {
            this.keys = keys;
            this.types = types;
            properties = names.Select(type.GetProperty).ToList();
            constructor = type.GetConstructors()[0];
        }

        public override object Read(JsonReader from)
        {
            var values = new object[keys.Count];
            for (from.Open('{'); from.More('}');)
            {
                var at = keys.IndexOf(from.Member());
                values[at] = types[at].Read(from);
            }
            return constructor.Invoke(values);
        }

        protected override void WriteValue(object value, JsonWriter into)
        {
            into.Raw('{');
            for (var at = 0; at < keys.Count; at++)
            {
                into.Item().Quote(keys[at]).Raw(':');
                types[at].Write(properties[at].GetValue(value, null), into);
            }
            into.Raw('}');
        }
    }
}
