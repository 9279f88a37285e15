package dev.assay.harness;

import java.lang.reflect.Type;
import java.util.HashMap;
import java.util.Map;

/** A type of a signature: reads its values, and writes them. */
abstract class Kind {
    private static final Map<Class<?>, Class<?>> BOXES = new HashMap<>();

    static {
        BOXES.put(int.class, Integer.class);
        BOXES.put(long.class, Long.class);
        BOXES.put(double.class, Double.class);
        BOXES.put(boolean.class, Boolean.class);
    }

    /** As the learner's code declares it. */
    final Class<?> type;
    /** The same with its type arguments: {@code java.util.Map<java.lang.String, int[]>}. */
    final String name;

    Kind(Class<?> type, String name) {
        this.type = type;
        this.name = name;
    }

    abstract Object read(JsonReader in);

    /** @throws OtherException where the value is none of this type */
    abstract void writeValue(Object value, JsonWriter out);

    final void write(Object value, JsonWriter out) {
        if (value == null) writeNull(out);
        else if (!boxed().isInstance(value)) Kinds.writeAny(value, out);
        else writeValue(value, out);
    }

    void writeNull(JsonWriter out) {
        out.raw("null");
    }

    /** The type that holds null, too. */
    final Class<?> boxed() {
        return BOXES.getOrDefault(type, type);
    }

    final boolean fitsParameter(Class<?> raw, Type generic) {
        return raw == type ? isNamed(generic) : BOXES.getOrDefault(raw, raw).isAssignableFrom(boxed());
    }

    final boolean fitsResult(Class<?> raw, Type generic) {
        return raw == type ? isNamed(generic) : boxed().isAssignableFrom(BOXES.getOrDefault(raw, raw));
    }

    /** Type arguments may be left out; they may not be others. */
    private boolean isNamed(Type generic) {
        return generic instanceof Class || generic.getTypeName().equals(name);
    }
}
