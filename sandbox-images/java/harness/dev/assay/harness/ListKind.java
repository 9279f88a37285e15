package dev.assay.harness;

import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;

/** ListNode: an array of the values. */
final class ListKind extends Kind {
    static final int MAX_NODES = 1_000_000;

    private final Kind of;
    private final Constructor<?> node;
    private final Field val;
    private final Field next;

    ListKind(Class<?> type, Kind of) {
        super(type, type.getTypeName());
        this.of = of;
        node = Members.constructor(type, of.type);
        val = Members.field(type, "val");
        next = Members.field(type, "next");
    }

    @Override
    Object read(JsonReader in) {
        Object head = null;
        Object last = null;
        for (in.open('['); in.more(']'); ) {
            Object added = Members.make(node, of.read(in));
            if (last == null) head = added;
            else Members.set(next, last, added);
            last = added;
        }
        return head;
    }

    @Override
    void writeNull(JsonWriter out) {
        out.raw("[]");
    }

    @Override
    void writeValue(Object value, JsonWriter out) {
        Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        out.raw('[');
        for (Object at = value; at != null; at = Members.get(next, at)) {
            if (!seen.add(at)) throw new OtherException("<linked list with a cycle>");
            if (seen.size() > MAX_NODES) throw new OtherException("<linked list without an end>");
            of.write(Members.get(val, at), out.item());
        }
        out.raw(']');
    }
}
