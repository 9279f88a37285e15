import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.*;
import java.util.*;

/** Text statistics: Main [--top N] [FILE] */
public class Main {
    /** The command line cannot work; the message says why. */
    static class UsageException extends Exception {
        UsageException(String message) {
            super(message);
        }
    }

    static final int MAX_TOP = 1000;
    static final int EXIT_USAGE = 2;

    static int top = 3;

    /** Reads the options; returns the file's name, or null. */
    static String parseArguments(String[] args) throws UsageException {
        String name = null;
        for (int i = 0; i < args.length; i++) {
            if (args[i].equals("--top")) {
                top = parseTop(++i < args.length ? args[i] : "");
            } else if (args[i].startsWith("-")) {
                throw new UsageException("unknown option " + args[i]);
            } else if (name != null) {
                throw new UsageException("more than one file");
            } else {
                name = args[i];
            }
        }
        return name;
    }

    static int parseTop(String text) throws UsageException {
        int value = text.matches("[0-9]{1,4}") ? Integer.parseInt(text) : 0;
        if (value < 1 || value > MAX_TOP) throw new UsageException("--top needs a number from 1 to " + MAX_TOP);
        return value;
    }

    static String readText(String name) throws UsageException, IOException {
        try {
            byte[] bytes = name == null ? System.in.readAllBytes() : Files.readAllBytes(Path.of(name));
            return new String(bytes, StandardCharsets.UTF_8);
        } catch (NoSuchFileException | InvalidPathException error) {
            throw new UsageException("cannot read " + name);
        }
    }

    static List<String> findWords(String text) {
        List<String> words = new ArrayList<>();
        int start = -1;
        for (int at = 0; at < text.length(); ) {
            int character = text.codePointAt(at);
            if (Character.isLetter(character)) {
                if (start < 0) start = at;
            } else if (start >= 0) {
                words.add(text.substring(start, at));
                start = -1;
            }
            at += Character.charCount(character);
        }
        if (start >= 0) words.add(text.substring(start));
        return words;
    }

    static int letters(String word) {
        return word.codePointCount(0, word.length());
    }

    static String report(String text) {
        long newlines = text.chars().filter(c -> c == '\n').count();
        long lines = text.isEmpty() || text.endsWith("\n") ? newlines : newlines + 1;
        List<String> words = findWords(text.toLowerCase(Locale.ROOT));
        StringBuilder out = new StringBuilder();
        out.append("lines: ").append(lines).append("\nwords: ").append(words.size());
        out.append("\ncharacters: ").append(text.length()).append('\n');
        Map<String, Integer> counts = new HashMap<>();
        String longest = null;
        for (String word : words) {
            counts.merge(word, 1, Integer::sum);
            if (longest == null || letters(word) > letters(longest)) longest = word;
        }
        out.append("longest: ").append(longest == null ? "-" : longest + " (" + letters(longest) + ")");
        out.append("\ntop:\n");
        List<Map.Entry<String, Integer>> entries = new ArrayList<>(counts.entrySet());
        entries.sort((a, b) -> {
            int byCount = b.getValue() - a.getValue();
            return byCount != 0 ? byCount : a.getKey().compareTo(b.getKey());
        });
        for (Map.Entry<String, Integer> entry : entries.subList(0, Math.min(top, entries.size()))) {
            out.append(entry.getKey()).append(' ').append(entry.getValue()).append('\n');
        }
        return out.toString();
    }

    public static void main(String[] args) throws IOException {
        try {
            System.out.print(report(readText(parseArguments(args))));
        } catch (UsageException error) {
            System.err.println("text-statistics: " + error.getMessage());
            System.exit(EXIT_USAGE);
        }
    }
}
