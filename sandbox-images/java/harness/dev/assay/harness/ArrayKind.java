package dev.assay.harness;

import java.lang.reflect.Array;

final class ArrayKind extends Kind {
    private static final int FIRST_SIZE = 16;

    private final Kind of;

    ArrayKind(Kind of) {
        super(of.type.arrayType(), of.name + "[]");
        this.of = of;
    }

    @Override
    Object read(JsonReader in) {
        Object items = Array.newInstance(of.type, FIRST_SIZE);
        int size = FIRST_SIZE;
        int count = 0;
        for (in.open('['); in.more(']'); count++) {
            if (count == size) {
                size *= 2;
                items = resized(items, count, size);
            }
            if (items instanceof int[]) ((int[]) items)[count] = (int) in.integer();
            else Array.set(items, count, of.read(in));
        }
        return resized(items, count, count);
    }

    private Object resized(Object items, int count, int size) {
        Object copy = Array.newInstance(of.type, size);
        System.arraycopy(items, 0, copy, 0, count);
        return copy;
    }

    @Override
    void writeValue(Object value, JsonWriter out) {
        out.raw('[');
        if (value instanceof int[]) {
            for (int item : (int[]) value) out.item().integer(item);
        } else {
            int length = Array.getLength(value);
            for (int at = 0; at < length; at++) of.write(Array.get(value, at), out.item());
        }
        out.raw(']');
    }
}
