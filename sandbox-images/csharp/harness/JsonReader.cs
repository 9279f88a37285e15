using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Text;

namespace Assay.Harness
{
    /// <summary>
    /// Reads a text of the worker's: well-formed JSON without white space, as JSON.stringify writes it.
    /// </summary>
    sealed class JsonReader
    {
        readonly string text;
        int at;

        public JsonReader(string text)
        {
            this.text = text;
        }

        /// <summary>Reads what an array ('[') or an object ('{') begins with.</summary>
        public void Open(char bracket)
        {
            if (!NextIs(bracket)) throw new InvalidDataException("No " + bracket + " at " + at);
        }

        /// <summary>True where another item follows; else the closing bracket is behind us.</summary>
        public bool More(char bracket)
        {
            if (NextIs(bracket)) return false;
            NextIs(',');
            return true;
        }

        /// <summary>The name of an object's next member.</summary>
        public string Member()
        {
            var name = String();
            NextIs(':');
            return name;
        }

        public bool IsNull()
        {
            if (text[at] != 'n') return false;
            at += 4;
            return true;
        }

        public bool Boolean()
        {
            var value = text[at] == 't';
            at += value ? 4 : 5;
            return value;
        }

        /// <summary>A number, or {"$int": "9223372036854775807"}.</summary>
        public long Integer()
        {
            if (text[at] == '{') return long.Parse(Tagged(), CultureInfo.InvariantCulture);
            var negative = NextIs('-');
            var value = 0L;
            for (var digit = Digit(); digit >= 0; digit = Digit()) value = 10 * value + digit;
            return negative ? -value : value;
        }

        /// <summary>A number, or {"$float": "NaN"}, "Infinity", "-Infinity".</summary>
        public double Decimal()
        {
            if (text[at] == '{') return double.Parse(Tagged(), CultureInfo.InvariantCulture);
            var from = at;
            while (at < text.Length && "+-.eE0123456789".IndexOf(text[at]) >= 0) at++;
            return double.Parse(text.Substring(from, at - from), CultureInfo.InvariantCulture);
        }

        public string String()
        {
            Open('"');
            var from = at;
            while (text[at] != '"' && text[at] != '\\') at++;
            var value = text.Substring(from, at - from);
            return text[at++] == '"' ? value : Unescaped(new StringBuilder(value).Append(Escaped()));
        }

        /// <summary>Any object of strings, arrays, objects and null: what a signature is made of.</summary>
        public Dictionary<string, object> Object()
        {
            var members = new Dictionary<string, object>();
            for (Open('{'); More('}');)
            {
                var name = Member();
                members[name] = Any();
            }
            return members;
        }

        object Any()
        {
            if (IsNull()) return null;
            if (text[at] == '{') return Object();
            if (text[at] != '[') return String();
            var items = new List<object>();
            for (Open('['); More(']');) items.Add(Any());
            return items;
        }

        string Tagged()
        {
            Open('{');
            Member();
            var value = String();
            More('}');
            return value;
        }

        string Unescaped(StringBuilder value)
        {
            for (var c = text[at++]; c != '"'; c = text[at++]) value.Append(c == '\\' ? Escaped() : c);
            return value.ToString();
        }

        char Escaped()
        {
            var c = text[at++];
            switch (c)
            {
                case 'n': return '\n';
                case 't': return '\t';
                case 'r': return '\r';
                case 'b': return '\b';
                case 'f': return '\f';
                case 'u':
                    at += 4;
                    return (char)int.Parse(text.Substring(at - 4, 4), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
                default: return c;
            }
        }

        int Digit()
        {
            if (at == text.Length || text[at] < '0' || text[at] > '9') return -1;
            return text[at++] - '0';
        }

        bool NextIs(char c)
        {
            if (text[at] != c) return false;
            at++;
            return true;
        }
    }
}
