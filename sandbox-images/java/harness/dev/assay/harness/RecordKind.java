package dev.assay.harness;

import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.util.List;

/** A record: {"x": 1, "y": 2}. */
final class RecordKind extends Kind {
    private final Constructor<?> constructor;
    private final Field[] fields;
    private final List<String> keys;
    private final List<Kind> types;

    RecordKind(Class<?> type, List<String> keys, List<Kind> types) {
        super(type, type.getTypeName());
        this.keys = keys;
        this.types = types;
        constructor = type.getDeclaredConstructors()[0];
        constructor.setAccessible(true);
        fields = type.getDeclaredFields();
        for (Field field : fields) field.setAccessible(true);
    }

    @Override
    Object read(JsonReader in) {
        Object[] values = new Object[fields.length];
        for (in.open('{'); in.more('}'); ) {
            int at = keys.indexOf(in.member());
            values[at] = types.get(at).read(in);
        }
        return Members.make(constructor, values);
    }

    @Override
    void writeValue(Object value, JsonWriter out) {
        out.raw('{');
        for (int at = 0; at < fields.length; at++) {
            out.item().quote(keys.get(at)).raw(':');
            types.get(at).write(Members.get(fields[at], value), out);
        }
        out.raw('}');
    }
}
