package dev.assay.harness;

import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The types of a method's parameters and of its result. */
final class Signature {
    private static final String CONSTRUCTOR = "constructor";
    private static final int MAX_FOUND = 20;

    private final List<Kind> parameters;
    /** Null: there is no result. */
    private final Kind returns;

    Signature(Kinds kinds, Map<?, ?> spec) {
        parameters = kinds.list((List<?>) spec.get("parameters"));
        returns = kinds.of((Map<?, ?>) spec.get("returns"));
    }

    Object[] read(JsonReader in) {
        Object[] values = new Object[parameters.size()];
        int at = 0;
        for (in.open('['); in.more(']'); ) values[at] = parameters.get(at++).read(in);
        return values;
    }

    /** Writes an item. What does not fit its type is told as it is; it compares as different. */
    void write(Object value, JsonWriter out) {
        int mark = out.mark();
        out.item();
        try {
            if (returns == null) out.raw("null");
            else returns.write(value, out);
        } catch (OtherException other) {
            out.back(mark);
            out.item().raw("{\"$other\":").quote(other.getMessage()).raw('}');
        } catch (Throwable thrown) {
            // By the learner's own map, perhaps.
            out.back(mark);
            throw thrown;
        }
    }

    /** The method of that name which takes and returns these types. */
    Method method(Class<?> own, String name, boolean isStatic) throws UnfitException {
        List<String> found = new ArrayList<>();
        for (Method method : own.getDeclaredMethods()) {
            if (method.isSynthetic()) continue;
            boolean fits = method.getName().equals(name)
                && Modifier.isStatic(method.getModifiers()) == isStatic
                && fits(method)
                && fitsResult(method);
            if (fits && !Modifier.isAbstract(method.getModifiers())) {
                method.setAccessible(true);
                return method;
            }
            String returned = simple(method.getGenericReturnType());
            if (found.size() < MAX_FOUND) found.add(describe(method, returned + " " + method.getName()));
        }
        throw new UnfitException(name, found);
    }

    Constructor<?> constructor(Class<?> own) throws UnfitException {
        List<String> found = new ArrayList<>();
        for (Constructor<?> constructor : own.getDeclaredConstructors()) {
            if (fits(constructor) && !Modifier.isAbstract(own.getModifiers())) {
                constructor.setAccessible(true);
                return constructor;
            }
            if (found.size() < MAX_FOUND) found.add(describe(constructor, own.getSimpleName()));
        }
        throw new UnfitException(CONSTRUCTOR, found);
    }

    private boolean fits(Executable executable) {
        Class<?>[] classes = executable.getParameterTypes();
        Type[] types = executable.getGenericParameterTypes();
        // They differ where the compiler has added parameters: to an inner class's constructor.
        if (classes.length != parameters.size() || types.length != classes.length) return false;
        for (int at = 0; at < classes.length; at++) {
            if (!parameters.get(at).fitsParameter(classes[at], types[at])) return false;
        }
        return true;
    }

    private boolean fitsResult(Method method) {
        return returns == null
            ? method.getReturnType() == void.class
            : returns.fitsResult(method.getReturnType(), method.getGenericReturnType());
    }

    private static String describe(Executable executable, String head) {
        List<String> types = new ArrayList<>();
        for (Type type : executable.getGenericParameterTypes()) types.add(simple(type));
        String prefix = Modifier.isStatic(executable.getModifiers()) ? "static " : "";
        String text = prefix + head + "(" + String.join(", ", types) + ")";
        return Thrown.cut(text, 300);
    }

    /** Without packages. */
    private static String simple(Type type) {
        return type.getTypeName().replaceAll("\\b[a-z]\\w*\\.", "");
    }
}
