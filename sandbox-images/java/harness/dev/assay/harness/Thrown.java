package dev.assay.harness;

import java.util.ArrayList;
import java.util.List;

/** Tells what the learner's code threw. */
final class Thrown {
    private static final int MAX_FRAMES = 12;
    private static final int MAX_MESSAGE = 2000;
    private static final int MAX_NAME = 200;
    private static final int MAX_CAUSES = 3;

    private Thrown() {}

    /** As JSON, its trace limited to the learner's own lines. */
    static void write(Throwable error, JsonWriter out) {
        int mark = out.mark();
        try {
            out.raw("{\"type\":").quote(nameOf(error));
            out.raw(",\"message\":").quote(messageOf(error));
            out.raw(",\"trace\":").quote(traceOf(error)).raw('}');
        } catch (Throwable inItsOwnMethods) {
            out.back(mark);
            out.raw("{\"type\":\"Exception\",\"message\":\"\",\"trace\":\"\"}");
        }
    }

    private static String nameOf(Throwable error) {
        return cut(error.getClass().getSimpleName(), MAX_NAME);
    }

    private static String messageOf(Throwable error) {
        String message = error.getMessage();
        return message == null ? "" : cut(message, MAX_MESSAGE);
    }

    private static String traceOf(Throwable error) {
        List<String> lines = framesOf(error);
        Throwable cause = error.getCause();
        for (int causes = 0; cause != null && causes < MAX_CAUSES; causes++) {
            String message = messageOf(cause);
            lines.add("Caused by: " + nameOf(cause) + (message.isEmpty() ? "" : ": " + message));
            lines.addAll(framesOf(cause));
            cause = cause.getCause();
        }
        return String.join("\n", lines);
    }

    private static List<String> framesOf(Throwable error) {
        List<String> lines = new ArrayList<>();
        for (StackTraceElement frame : error.getStackTrace()) {
            // The learner's classes are in no module.
            if (frame.getModuleName() != null) continue;
            String place = frame.getFileName() + ":" + frame.getLineNumber();
            String method = frame.getClassName() + "." + frame.getMethodName();
            lines.add("    at " + cut(method, MAX_NAME) + " (" + cut(place, MAX_NAME) + ")");
        }
        if (lines.size() > MAX_FRAMES) {
            lines.subList(MAX_FRAMES / 2, lines.size() - MAX_FRAMES / 2).clear();
            lines.add(MAX_FRAMES / 2, "    ...");
        }
        return lines;
    }

    static String cut(String text, int length) {
        return text.length() <= length ? text : text.substring(0, length);
    }
}
