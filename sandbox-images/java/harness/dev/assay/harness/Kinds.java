package dev.assay.harness;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The kinds of a signature's types, made from how the worker writes them. */
final class Kinds {
    private static final int MAX_TEXT = 2000;
    private static final String LIST_NODE = "ListNode";
    private static final String TREE_NODE = "TreeNode";

    /** Record name to its fields: [as in JSON, as in Java, type]. */
    private final Map<?, ?> records;
    private final Map<String, Kind> known = new HashMap<>();

    Kinds(Map<?, ?> records) {
        this.records = records;
    }

    /** True for classes that are not the learner's. */
    boolean provides(String name) {
        return records.containsKey(name) || name.equals(LIST_NODE) || name.equals(TREE_NODE);
    }

    List<Kind> list(List<?> written) {
        List<Kind> kinds = new ArrayList<>();
        for (Object type : written) kinds.add(of((Map<?, ?>) type));
        return kinds;
    }

    /** Null for null: no result. */
    Kind of(Map<?, ?> written) {
        if (written == null) return null;
        String type = (String) written.get("type");
        if (type.equals("record")) return record((String) written.get("name"));
        Map<?, ?> of = (Map<?, ?>) written.get("of");
        switch (type) {
            case "array":
                return new ArrayKind(of(of));
            case "map":
                return new MapKind(of(of));
            case "nullable":
                return new NullableKind(of(of));
            case "linkedList":
                return new ListKind(provided(LIST_NODE), of(of));
            case "tree":
                return new TreeKind(provided(TREE_NODE), of(of));
            default:
                return ScalarKind.of(type);
        }
    }

    private Kind record(String name) {
        Kind kind = known.get(name);
        if (kind != null) return kind;
        List<String> keys = new ArrayList<>();
        List<Kind> types = new ArrayList<>();
        for (Object field : (List<?>) records.get(name)) {
            List<?> parts = (List<?>) field;
            keys.add((String) parts.get(0));
            types.add(of((Map<?, ?>) parts.get(2)));
        }
        kind = new RecordKind(provided(name), keys, types);
        known.put(name, kind);
        return kind;
    }

    /** A class that was compiled with the learner's. */
    private static Class<?> provided(String name) {
        try {
            return Class.forName(name, true, ClassLoader.getSystemClassLoader());
        } catch (ClassNotFoundException error) {
            throw new IllegalStateException(error);
        }
    }

    /** What got in where its type is not checked: an Integer in a map of Long, say. */
    static void writeAny(Object value, JsonWriter out) {
        if (value instanceof String) out.quote((String) value);
        else if (value instanceof Boolean) out.raw(value.toString());
        else if (value instanceof Double || value instanceof Float) {
            out.decimal(((Number) value).doubleValue());
        } else if (value instanceof Integer || value instanceof Long) {
            out.integer(((Number) value).longValue());
        } else {
            throw new OtherException(Thrown.cut(String.valueOf(value), MAX_TEXT));
        }
    }
}
