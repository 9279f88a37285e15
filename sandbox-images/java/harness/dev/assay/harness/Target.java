package dev.assay.harness;

import java.io.File;
import java.lang.reflect.InvocationTargetException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What the cases call: a static method (PlainTarget), or a class (ClassTarget). */
abstract class Target {
    private static final String FUNCTIONS = "Solution";
    private static final String CLASSES = System.getProperty("java.class.path");
    private static final int MAX_FOUND = 20;

    /**
     * Initializes the learner's class and finds its members: throws what the initializer throws, or
     * says what is missing.
     */
    static Target load(Map<String, Object> spec) throws Throwable {
        String name = (String) spec.get("name");
        Kinds kinds = new Kinds((Map<?, ?>) spec.get("records"));
        return spec.get("form").equals("class")
            ? new ClassTarget(initialize(name, kinds), kinds, spec)
            : new PlainTarget(initialize(FUNCTIONS, kinds), kinds, spec);
    }

    /** Reads the rest of a case, and writes what comes of it. */
    void serve(JsonReader in, JsonWriter out) {
        out.raw("{\"results\":[");
        String error = "null";
        try {
            call(in, out);
        } catch (Throwable thrown) {
            JsonWriter told = new JsonWriter();
            Thrown.write(thrown instanceof InvocationTargetException ? thrown.getCause() : thrown, told);
            error = told.toString();
        }
        out.raw("],\"error\":").raw(error).raw('}');
    }

    /** Writes one result for each call; throws what the learner's code throws. */
    abstract void call(JsonReader in, JsonWriter out) throws ReflectiveOperationException;

    private static Class<?> initialize(String name, Kinds kinds) throws Throwable {
        try {
            return Class.forName(name, true, ClassLoader.getSystemClassLoader());
        } catch (ClassNotFoundException error) {
            throw new MissingException(classesIn(new File(CLASSES), kinds));
        } catch (ExceptionInInitializerError error) {
            throw error.getCause() == null ? error : error.getCause();
        }
    }

    private static List<String> classesIn(File folder, Kinds kinds) {
        List<String> names = new ArrayList<>();
        for (String file : folder.list()) {
            String name = file.replace(".class", "");
            boolean isOwn = file.endsWith(".class") && file.indexOf('$') < 0 && !kinds.provides(name);
            if (isOwn && names.size() < MAX_FOUND) names.add("class " + name);
        }
        return names;
    }
}
