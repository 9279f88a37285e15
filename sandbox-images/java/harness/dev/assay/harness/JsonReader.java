package dev.assay.harness;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads a text of the worker's: well-formed JSON without white space, as JSON.stringify writes it. */
final class JsonReader {
    private final String text;
    private int at = 0;

    JsonReader(String text) {
        this.text = text;
    }

    /** Reads what an array ('[') or an object ('{') begins with. */
    void open(char bracket) {
        if (!nextIs(bracket)) throw new IllegalStateException("No " + bracket + " at " + at);
    }

    /** True where another item follows; else the closing bracket is behind us. */
    boolean more(char bracket) {
        if (nextIs(bracket)) return false;
        nextIs(',');
        return true;
    }

    /** The name of an object's next member. */
    String member() {
        String name = string();
        nextIs(':');
        return name;
    }

    boolean isNull() {
        if (text.charAt(at) != 'n') return false;
        at += 4;
        return true;
    }

    boolean bool() {
        boolean value = text.charAt(at) == 't';
        at += value ? 4 : 5;
        return value;
    }

    /** A number, or {"$int": "9223372036854775807"}. */
    long integer() {
        if (text.charAt(at) == '{') return Long.parseLong(tagged());
        boolean negative = nextIs('-');
        long value = 0;
        for (int digit = digit(); digit >= 0; digit = digit()) value = 10 * value + digit;
        return negative ? -value : value;
    }

    /** A number, or {"$float": "NaN"}, "Infinity", "-Infinity". */
    double decimal() {
        if (text.charAt(at) == '{') return Double.parseDouble(tagged());
        int from = at;
        while (at < text.length() && "+-.eE0123456789".indexOf(text.charAt(at)) >= 0) at++;
        return Double.parseDouble(text.substring(from, at));
    }

    String string() {
        open('"');
        int from = at;
        while (text.charAt(at) != '"' && text.charAt(at) != '\\') at++;
        if (text.charAt(at) == '"') return text.substring(from, at++);
        StringBuilder value = new StringBuilder(text.substring(from, at));
        for (char c = text.charAt(at++); c != '"'; c = text.charAt(at++)) {
            value.append(c == '\\' ? escaped() : c);
        }
        return value.toString();
    }

    /** Any object of strings, arrays, objects and null: what a signature is made of. */
    Map<String, Object> object() {
        Map<String, Object> members = new LinkedHashMap<>();
        for (open('{'); more('}'); ) members.put(member(), any());
        return members;
    }

    private Object any() {
        switch (text.charAt(at)) {
            case '{':
                return object();
            case '[':
                List<Object> items = new ArrayList<>();
                for (open('['); more(']'); ) items.add(any());
                return items;
            case 'n':
                at += 4;
                return null;
            default:
                return string();
        }
    }

    private String tagged() {
        open('{');
        member();
        String value = string();
        more('}');
        return value;
    }

    private char escaped() {
        char c = text.charAt(at++);
        switch (c) {
            case 'n':
                return '\n';
            case 't':
                return '\t';
            case 'r':
                return '\r';
            case 'b':
                return '\b';
            case 'f':
                return '\f';
            case 'u':
                at += 4;
                return (char) Integer.parseInt(text.substring(at - 4, at), 16);
            default:
                return c;
        }
    }

    private int digit() {
        if (at == text.length()) return -1;
        int digit = text.charAt(at) - '0';
        if (digit < 0 || digit > 9) return -1;
        at++;
        return digit;
    }

    private boolean nextIs(char c) {
        if (text.charAt(at) != c) return false;
        at++;
        return true;
    }
}
