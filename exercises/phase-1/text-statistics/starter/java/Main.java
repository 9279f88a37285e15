import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.*;

/** Text statistics: Main [--top N] [FILE] */
public class Main {
    static String readText(String[] args) throws IOException {
        // TODO: handle --top N, and a file that does not exist (exit code 2).
        byte[] bytes = args.length > 0 ? Files.readAllBytes(Path.of(args[0])) : System.in.readAllBytes();
        return new String(bytes, StandardCharsets.UTF_8);
    }

    public static void main(String[] args) throws IOException {
        String text = readText(args);
        System.out.println("lines: " + text.split("\n").length);
        System.out.println("words: " + text.split("\\s+").length);
        System.out.println("characters: " + text.length());
        // TODO: what is a word, exactly? And the longest and the most frequent ones?
    }
}
