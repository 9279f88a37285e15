package dev.assay.harness;

import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A class: {"construct": [...], "calls": [["push", [3]], ...]}, on a new object in each case. */
final class ClassTarget extends Target {
    private final Signature construction;
    private final Constructor<?> constructor;
    private final Map<String, Bound> methods = new HashMap<>();

    ClassTarget(Class<?> own, Kinds kinds, Map<String, Object> spec) throws UnfitException {
        construction = new Signature(kinds, spec);
        constructor = construction.constructor(own);
        for (Map.Entry<?, ?> entry : ((Map<?, ?>) spec.get("methods")).entrySet()) {
            String name = (String) entry.getKey();
            Signature signature = new Signature(kinds, (Map<?, ?>) entry.getValue());
            methods.put(name, new Bound(signature, signature.method(own, name, false)));
        }
    }

    @Override
    void call(JsonReader in, JsonWriter out) throws ReflectiveOperationException {
        in.more('}');
        in.member();
        Object[] given = construction.read(in);
        in.more('}');
        in.member();
        List<Call> calls = new ArrayList<>();
        for (in.open('['); in.more(']'); ) {
            in.open('[');
            Bound bound = methods.get(in.string());
            in.more(']');
            calls.add(new Call(bound, bound.signature.read(in)));
            in.more(']');
        }
        Object instance = constructor.newInstance(given);
        for (Call call : calls) {
            Object value = call.bound.method.invoke(instance, call.given);
            call.bound.signature.write(value, out);
        }
    }

    private record Bound(Signature signature, Method method) {}

    private record Call(Bound bound, Object[] given) {}
}
