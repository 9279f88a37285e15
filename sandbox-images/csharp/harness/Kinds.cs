using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Reflection;

namespace Assay.Harness
{
    /// <summary>A type of a signature: reads its values, and writes them.</summary>
    abstract class Kind
    {
        /// <summary>As the learner's code declares it.</summary>
        public readonly Type Type;

        protected Kind(Type type)
        {
            Type = type;
        }

        public abstract object Read(JsonReader from);

        /// <exception cref="OtherException">Where the value is none of this type.</exception>
        protected abstract void WriteValue(object value, JsonWriter into);

        protected virtual void WriteNull(JsonWriter into) => into.Raw("null");

        public void Write(object value, JsonWriter into)
        {
            if (value == null) WriteNull(into);
            else WriteValue(value, into);
        }
    }

    /// <summary>The kinds of a signature's types, made from how the worker writes them.</summary>
    sealed class Kinds
    {
        const string ListNode = "ListNode", TreeNode = "TreeNode";

        readonly Assembly assembly;
        /// <summary>Record name to its fields: [as in JSON, as in C#, type].</summary>
        readonly Dictionary<string, object> records;
        readonly Dictionary<string, Kind> known = new Dictionary<string, Kind>();

        public Kinds(Assembly assembly, Dictionary<string, object> records)
        {
            this.assembly = assembly;
            this.records = records;
        }

        /// <summary>True for classes that are not the learner's.</summary>
        public bool Provides(string name) =>
            records.ContainsKey(name) || name == ListNode || name == TreeNode;

        public List<Kind> List(List<object> written) =>
            written.Select(type => Of((Dictionary<string, object>)type)).ToList();

        /// <summary>Null for null: no result.</summary>
        public Kind Of(Dictionary<string, object> written)
        {
            if (written == null) return null;
            var type = (string)written["type"];
            if (type == "record") return Record((string)written["name"]);
            object of;
            if (!written.TryGetValue("of", out of)) return ScalarKind.Of(type);
            var inner = Of((Dictionary<string, object>)of);
            switch (type)
            {
                case "array": return new ArrayKind(inner);
                case "map": return new MapKind(inner);
                case "nullable": return new NullableKind(inner);
                // The classes below were compiled with the learner's.
                case "linkedList": return new ListKind(assembly.GetType(ListNode, true), inner);
                default: return new TreeKind(assembly.GetType(TreeNode, true), inner);
            }
        }

        Kind Record(string name)
        {
            Kind kind;
            if (known.TryGetValue(name, out kind)) return kind;
            var fields = ((List<object>)records[name]).Select(field => (List<object>)field).ToList();
            kind = new RecordKind(
                assembly.GetType(name, true),
                fields.Select(field => (string)field[0]).ToList(),
                fields.Select(field => (string)field[1]).ToList(),
                fields.Select(field => Of((Dictionary<string, object>)field[2])).ToList());
            known[name] = kind;
            return kind;
        }
    }

    /// <summary>int, long, float (a double), boolean and string.</summary>
    sealed class ScalarKind : Kind
    {
        readonly Func<JsonReader, object> read;

        ScalarKind(Type type, Func<JsonReader, object> read) : base(type)
        {
            this.read = read;
        }

        public static Kind Of(string type)
        {
            switch (type)
            {
                case "int": return new ScalarKind(typeof(int), from => (int)from.Integer());
                case "long": return new ScalarKind(typeof(long), from => from.Integer());
                case "float": return new ScalarKind(typeof(double), from => from.Decimal());
                case "boolean": return new ScalarKind(typeof(bool), from => from.Boolean());
                default: return new ScalarKind(typeof(string), from => from.String());
            }
        }

        public override object Read(JsonReader from) => read(from);

        protected override void WriteValue(object value, JsonWriter into)
        {
            if (value is string) into.Quote((string)value);
            else if (value is bool) into.Raw((bool)value ? "true" : "false");
            else if (value is double) into.Decimal((double)value);
            else into.Integer(Convert.ToInt64(value, CultureInfo.InvariantCulture));
        }
    }

    /// <summary>null, or a value: int? and its kin where that holds no null by itself.</summary>
    sealed class NullableKind : Kind
    {
        readonly Kind of;

        public NullableKind(Kind of)
            : base(of.Type.IsValueType ? typeof(Nullable<>).MakeGenericType(of.Type) : of.Type)
        {
            this.of = of;
        }

        public override object Read(JsonReader from) => from.IsNull() ? null : of.Read(from);

        protected override void WriteValue(object value, JsonWriter into) => of.Write(value, into);
    }
}
