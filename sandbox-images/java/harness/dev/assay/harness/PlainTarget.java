package dev.assay.harness;

import java.lang.reflect.Method;
import java.util.Map;

/** A static method, called once in each case: {"arguments": [...]}. */
final class PlainTarget extends Target {
    private final Signature signature;
    private final Method method;

    PlainTarget(Class<?> own, Kinds kinds, Map<String, Object> spec) throws UnfitException {
        signature = new Signature(kinds, spec);
        method = signature.method(own, (String) spec.get("name"), true);
    }

    @Override
    void call(JsonReader in, JsonWriter out) throws ReflectiveOperationException {
        in.more('}');
        in.member();
        Object[] given = signature.read(in);
        signature.write(method.invoke(null, given), out);
    }
}
