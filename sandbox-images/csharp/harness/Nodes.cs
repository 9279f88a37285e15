using System;
using System.Collections.Generic;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace Assay.Harness
{
    /// <summary>What lists and trees have in common: nodes with a value and references to others.</summary>
    abstract class NodeKind : Kind
    {
        protected const int MaxNodes = 1000000;

        protected readonly Kind Of;
        readonly FieldInfo val;
        readonly ConstructorInfo constructor;
        readonly object[] arguments;

        protected NodeKind(Type type, Kind of) : base(type)
        {
            Of = of;
            val = type.GetField("val");
            constructor = type.GetConstructors()[0];
            arguments = new object[constructor.GetParameters().Length];
        }

        protected object ReadNode(JsonReader from)
        {
            arguments[0] = Of.Read(from);
            return constructor.Invoke(arguments);
        }

        /// <summary>The empty list, the empty tree.</summary>
        protected override void WriteNull(JsonWriter into) => into.Raw("[]");

        protected void WriteNode(object node, JsonWriter into) => Of.Write(val.GetValue(node), into.Item());

        /// <summary>Nodes are told apart by what they are, whatever Equals they may have.</summary>
        protected sealed class Identity : IEqualityComparer<object>
        {
            bool IEqualityComparer<object>.Equals(object one, object other) => ReferenceEquals(one, other);

            int IEqualityComparer<object>.GetHashCode(object one) => RuntimeHelpers.GetHashCode(one);
        }
    }

    /// <summary>ListNode: an array of the values.</summary>
    sealed class ListKind : NodeKind
    {
        readonly FieldInfo next;

        public ListKind(Type type, Kind of) : base(type, of)
        {
            next = type.GetField("next");
        }

        public override object Read(JsonReader from)
        {
            object head = null, last = null;
            for (from.Open('['); from.More(']');)
            {
                var node = ReadNode(from);
                if (last == null) head = node;
                else next.SetValue(last, node);
                last = node;
            }
            return head;
        }

        protected override void WriteValue(object value, JsonWriter into)
        {
            var seen = new HashSet<object>(new Identity());
            into.Raw('[');
            for (var node = value; node != null; node = next.GetValue(node))
            {
                if (!seen.Add(node)) throw new OtherException("<linked list with a cycle>");
                if (seen.Count > MaxNodes) throw new OtherException("<linked list without an end>");
                WriteNode(node, into);
            }
            into.Raw(']');
        }
    }

    /// <summary>TreeNode: an array of the values, level by level, null for a missing child.</summary>
    sealed class TreeKind : NodeKind
    {
        readonly FieldInfo left, right;

        public TreeKind(Type type, Kind of) : base(type, of)
        {
            left = type.GetField("left");
            right = type.GetField("right");
        }

        public override object Read(JsonReader from)
        {
            var parents = new Queue<object>();
            object root = null;
            var isLeft = true;
            for (from.Open('['); from.More(']');)
            {
                var child = from.IsNull() ? null : ReadNode(from);
                if (root == null)
                {
                    root = child;
                }
                else
                {
                    var parent = isLeft ? parents.Peek() : parents.Dequeue();
                    (isLeft ? left : right).SetValue(parent, child);
                    isLeft = !isLeft;
                }
                if (child != null) parents.Enqueue(child);
            }
            return root;
        }

        protected override void WriteValue(object value, JsonWriter into)
        {
            var seen = new HashSet<object>(new Identity());
            into.Raw('[');
            var end = into.Mark;
            for (var level = new List<object> { value }; level.Count > 0;)
            {
                var below = new List<object>();
                foreach (var node in level)
                {
                    if (node == null)
                    {
                        into.Item().Raw("null");
                        continue;
                    }
                    if (!seen.Add(node)) throw new OtherException("<tree with a node that occurs twice>");
                    if (seen.Count > MaxNodes) throw new OtherException("<tree without an end>");
                    WriteNode(node, into);
                    end = into.Mark;
                    below.Add(left.GetValue(node));
                    below.Add(right.GetValue(node));
                }
                level = below;
            }
            // Children of the last level.
            into.Mark = end;
            into.Raw(']');
        }
    }
}
