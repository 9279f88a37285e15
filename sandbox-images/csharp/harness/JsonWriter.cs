using System.Collections.Generic;
using System.Globalization;
using System.Text;

namespace Assay.Harness
{
    /// <summary>Builds a JSON text of ASCII characters.</summary>
    sealed class JsonWriter
    {
        /// <summary>Beyond these, numbers are not exact in JSON.</summary>
        const long LargestNumber = (1L << 53) - 1;

        readonly StringBuilder text = new StringBuilder();

        /// <summary>Where the text has come to; set to go back there.</summary>
        public int Mark
        {
            get { return text.Length; }
            set { text.Length = value; }
        }

        public JsonWriter Raw(string json)
        {
            text.Append(json);
            return this;
        }

        public JsonWriter Raw(char json)
        {
            text.Append(json);
            return this;
        }

        /// <summary>A comma before every item but the first: behind the bracket that opens the list.</summary>
        public JsonWriter Item()
        {
            var last = text[text.Length - 1];
            if (last != '[' && last != '{') text.Append(',');
            return this;
        }

        public JsonWriter Integer(long value)
        {
            var digits = value.ToString(CultureInfo.InvariantCulture);
            var isExact = -LargestNumber <= value && value <= LargestNumber;
            return isExact ? Raw(digits) : Raw("{\"$int\":\"").Raw(digits).Raw("\"}");
        }

        public JsonWriter Decimal(double value)
        {
            var digits = value.ToString("R", CultureInfo.InvariantCulture);
            var isFinite = !double.IsNaN(value) && !double.IsInfinity(value);
            return isFinite ? Raw(digits) : Raw("{\"$float\":\"").Raw(digits).Raw("\"}");
        }

        public JsonWriter Quote(string value)
        {
            text.Append('"');
            foreach (var c in value)
            {
                if (c == '"' || c == '\\') text.Append('\\').Append(c);
                else if (c >= ' ' && c < 127) text.Append(c);
                else text.Append("\\u").Append(((int)c).ToString("x4", CultureInfo.InvariantCulture));
            }
            text.Append('"');
            return this;
        }

        public JsonWriter Strings(IEnumerable<string> values)
        {
            Raw('[');
            foreach (var value in values) Item().Quote(value);
            return Raw(']');
        }

        public override string ToString() => text.ToString();
    }
}
