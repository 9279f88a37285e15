package dev.assay.harness;

/** Builds a JSON text of ASCII characters. */
final class JsonWriter {
    /** Beyond these, numbers are not exact in JSON. */
    private static final long LARGEST_NUMBER = (1L << 53) - 1;

    private final StringBuilder text = new StringBuilder();

    JsonWriter raw(String json) {
        text.append(json);
        return this;
    }

    JsonWriter raw(char json) {
        text.append(json);
        return this;
    }

    /** A comma before every item but the first: what opened the list ends with the bracket. */
    JsonWriter item() {
        char last = text.charAt(text.length() - 1);
        if (last != '[' && last != '{') text.append(',');
        return this;
    }

    JsonWriter integer(long value) {
        if (-LARGEST_NUMBER <= value && value <= LARGEST_NUMBER) text.append(value);
        else text.append("{\"$int\":\"").append(value).append("\"}");
        return this;
    }

    JsonWriter decimal(double value) {
        if (Double.isFinite(value)) text.append(value);
        else text.append("{\"$float\":\"").append(value).append("\"}");
        return this;
    }

    JsonWriter quote(String value) {
        text.append('"');
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '"' || c == '\\') text.append('\\').append(c);
            else if (c >= ' ' && c < 127) text.append(c);
            else escape(c);
        }
        text.append('"');
        return this;
    }

    JsonWriter strings(Iterable<String> values) {
        text.append('[');
        for (String value : values) item().quote(value);
        text.append(']');
        return this;
    }

    /** Where the text has come to, to come back to. */
    int mark() {
        return text.length();
    }

    void back(int mark) {
        text.setLength(mark);
    }

    @Override
    public String toString() {
        return text.toString();
    }

    private void escape(char c) {
        text.append("\\u");
        for (int shift = 12; shift >= 0; shift -= 4) {
            text.append(Character.forDigit((c >> shift) & 15, 16));
        }
    }
}
