import java.io.*;
import java.nio.charset.StandardCharsets;
import java.nio.file.*;
import java.util.*;
import java.util.regex.*;
import java.util.stream.Stream;

class Searcher {
    // Inputs begin with QZI, expected outputs with QZE. (The pattern does not match itself.)
    static final Pattern MARKER = Pattern.compile("QZ[IE][0-9]{12}");
    static final String[] PLACES = {"/app", "/work", "/tmp", "/srv", "/run", "/etc", "/home", "/root", "/assay"};
    static final int LARGEST = 1 << 26;
    static final Set<String> seen = new HashSet<>();

    static void look(byte[] content, int length, Set<String> found) {
        String text = new String(content, 0, length, StandardCharsets.ISO_8859_1);
        // Most of a memory holds neither, and a look is cheaper than a match.
        if (!text.contains("QZ") && !text.contains("Q\0Z")) return;
        for (String each : new String[] {text, text.replace("\0", "")}) {
            Matcher matcher = MARKER.matcher(each);
            while (matcher.find())
                if (!seen.contains(matcher.group().substring(3))) found.add(matcher.group());
        }
    }

    static void lookAt(Path path, Set<String> found) {
        try (InputStream file = new FileInputStream(path.toFile())) {
            byte[] content = file.readNBytes(Math.max(file.available(), 0));
            look(content, content.length, found);
        } catch (IOException | SecurityException error) {
            // Not readable, which is as it should be.
        }
    }

    static void lookAtPipe(Path descriptor, Set<String> found) {
        try {
            if (Files.readSymbolicLink(descriptor).toString().startsWith("pipe:")) lookAt(descriptor, found);
        } catch (IOException error) {
            // That of the listing itself, gone by now.
        }
    }

    static void lookIntoMemory(Set<String> found) throws IOException {
        List<String> maps = Files.readAllLines(Path.of("/proc/self/maps"));
        try (RandomAccessFile memory = new RandomAccessFile("/proc/self/mem", "r")) {
            for (String line : maps) {
                String[] parts = line.split("[- ]");
                long start = Long.parseUnsignedLong(parts[0], 16), end = Long.parseUnsignedLong(parts[1], 16);
                if (!parts[2].startsWith("rw") || end - start > LARGEST) continue;
                byte[] part = new byte[1 << 20];
                for (long at = start; at < end; at += part.length - 64) {
                    try {
                        memory.seek(at);
                        int length = memory.read(part, 0, (int) Math.min(part.length, end - at));
                        if (length > 0) look(part, length, found);
                    } catch (IOException error) {
                        break;
                    }
                }
            }
        }
    }

    static String reveal(String text) {
        seen.add(text.substring(3));
        Set<String> found = new TreeSet<>();
        byte[] environment = System.getenv().toString().getBytes(StandardCharsets.ISO_8859_1);
        look(environment, environment.length, found);
        for (String place : PLACES) {
            try (Stream<Path> paths = Files.walk(Path.of(place))) {
                for (Path path : (Iterable<Path>) paths.filter(Files::isRegularFile)::iterator) lookAt(path, found);
            } catch (IOException | UncheckedIOException error) {
                // Not readable.
            }
        }
        try {
            for (String name : new String[] {"environ", "cmdline"}) lookAt(Path.of("/proc/self/" + name), found);
            for (File descriptor : new File("/proc/self/fd").listFiles()) lookAtPipe(descriptor.toPath(), found);
            lookIntoMemory(found);
        } catch (IOException error) {
            return "DID NOT SEARCH " + error;
        }
        return found.isEmpty() ? "QZE" + text.substring(3) : "FOUND " + found;
    }
}
