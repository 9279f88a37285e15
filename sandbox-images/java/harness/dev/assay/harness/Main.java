package dev.assay.harness;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;

/**
 * Serves the cases of one submission to the learner's function, one at a time (theory of operation
 * in worker/graders/function/harness-process.ts). It holds no expected value and no later case;
 * what the learner's code does to it from inside the same process can cost the learner cases, no
 * more.
 *
 * Commands come in on descriptor 4 and answers go out on 3; the shell that started this process has
 * put /dev/null in place of stdin, and stderr in place of stdout. The learner's classes are on the
 * class path, these in a module of the run-time: nothing in /app takes their place.
 */
public final class Main {
    private static final String COMMANDS = "/proc/self/fd/4";
    private static final String ANSWERS = "/proc/self/fd/3";

    private final InputStream commands = new FileInputStream(COMMANDS);
    private final OutputStream answers = new FileOutputStream(ANSWERS);
    private final OutputStream printed = new FileOutputStream(FileDescriptor.err);
    /** Those that the learner's code may have replaced. */
    private final PrintStream[] streams = {System.out, System.err};
    private byte[] buffer = new byte[1 << 16];

    private Main() throws IOException {}

    public static void main(String[] args) throws IOException {
        Main main = new Main();
        main.serve();
        // Neither exit handlers nor threads of the learner's: it is over.
        Runtime.getRuntime().halt(0);
    }

    private void serve() throws IOException {
        JsonReader reader = next();
        if (reader == null) return;
        Map<String, Object> spec = reader.object();
        Target target = load(spec);
        if (target == null) return;
        for (reader = next(); reader != null; reader = next()) {
            // Of the case before.
            Thread.interrupted();
            JsonWriter answer = new JsonWriter();
            reader.open('{');
            reader.member();
            String nonce = reader.string();
            target.serve(reader, answer);
            say(nonce, answer);
        }
    }

    /** Null where there is nothing to serve, the reason being said. */
    private Target load(Map<String, Object> spec) throws IOException {
        String nonce = (String) spec.get("nonce");
        JsonWriter answer = new JsonWriter();
        try {
            Target target = Target.load(spec);
            // No marker: what was printed so far belongs to the first case.
            write(answers, nonce + " {\"ready\":true}\n");
            return target;
        } catch (MissingException missing) {
            answer.raw("{\"missing\":").strings(missing.found).raw('}');
        } catch (UnfitException unfit) {
            answer.raw("{\"unfit\":{\"member\":").quote(unfit.member);
            answer.raw(",\"found\":").strings(unfit.found).raw("}}");
        } catch (Throwable error) {
            answer.raw("{\"loadError\":");
            Thrown.write(error, answer);
            answer.raw('}');
        }
        say(nonce, answer);
        return null;
    }

    /** The next command, or null at the end. */
    private JsonReader next() throws IOException {
        int length = 0;
        // One command at a time is ever under way: a line's end is the end of what is there.
        while (length == 0 || buffer[length - 1] != '\n') {
            if (length == buffer.length) buffer = Arrays.copyOf(buffer, 2 * length);
            int count = commands.read(buffer, length, buffer.length - length);
            if (count < 0) return null;
            length += count;
        }
        return new JsonReader(new String(buffer, 0, length - 1, StandardCharsets.UTF_8));
    }

    private void say(String nonce, JsonWriter answer) throws IOException {
        flush(System.out);
        flush(System.err);
        for (PrintStream stream : streams) flush(stream);
        write(printed, "\u001e" + nonce + "\n");
        write(answers, nonce + " " + answer + "\n");
    }

    /** Of the learner's own, perhaps. */
    private static void flush(PrintStream stream) {
        try {
            stream.flush();
        } catch (Throwable error) {
            // What it holds is lost.
        }
    }

    private static void write(OutputStream stream, String text) throws IOException {
        stream.write(text.getBytes(StandardCharsets.ISO_8859_1));
    }
}
