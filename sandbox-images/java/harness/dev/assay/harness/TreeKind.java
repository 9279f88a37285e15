package dev.assay.harness;

import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Queue;
import java.util.Set;

/** TreeNode: an array of the values, level by level, null for a missing child. */
final class TreeKind extends Kind {
    private final Kind of;
    private final Constructor<?> node;
    private final Field val;
    private final Field left;
    private final Field right;

    TreeKind(Class<?> type, Kind of) {
        super(type, type.getTypeName());
        this.of = of;
        node = Members.constructor(type, of.type);
        val = Members.field(type, "val");
        left = Members.field(type, "left");
        right = Members.field(type, "right");
    }

    @Override
    Object read(JsonReader in) {
        Queue<Object> parents = new ArrayDeque<>();
        Object root = null;
        boolean isLeft = true;
        for (in.open('['); in.more(']'); ) {
            Object child = in.isNull() ? null : Members.make(node, of.read(in));
            if (root == null) {
                root = child;
            } else {
                Object parent = isLeft ? parents.peek() : parents.remove();
                Members.set(isLeft ? left : right, parent, child);
                isLeft = !isLeft;
            }
            if (child != null) parents.add(child);
        }
        return root;
    }

    @Override
    void writeNull(JsonWriter out) {
        out.raw("[]");
    }

    @Override
    void writeValue(Object value, JsonWriter out) {
        Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        out.raw('[');
        int end = out.mark();
        for (List<Object> level = List.of(value); !level.isEmpty(); ) {
            List<Object> below = new ArrayList<>();
            for (Object at : level) {
                if (at == null) {
                    out.item().raw("null");
                    continue;
                }
                if (!seen.add(at)) throw new OtherException("<tree with a node that occurs twice>");
                if (seen.size() > ListKind.MAX_NODES) throw new OtherException("<tree without an end>");
                of.write(Members.get(val, at), out.item());
                end = out.mark();
                below.add(Members.get(left, at));
                below.add(Members.get(right, at));
            }
            level = below;
        }
        // Children of the last level.
        out.back(end);
        out.raw(']');
    }
}
