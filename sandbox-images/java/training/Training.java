import java.io.*;
import java.math.*;
import java.nio.charset.StandardCharsets;
import java.nio.file.*;
import java.util.*;
import java.util.function.*;
import java.util.stream.*;

/** Uses what learners' programs use, so that its classes are in the shared archive. Build only. */
public class Training {
    record Pair(String key, int value) {}
    enum Colour { RED, GREEN }
    interface Shape { double area(); }
    sealed interface Node permits Leaf, Branch {}
    record Leaf(int value) implements Node {}
    record Branch(Node left, Node right) implements Node {}

    static int depth(Node node) {
        if (node instanceof Leaf leaf) return leaf.value() > 0 ? 1 : 0;
        Branch branch = (Branch) node;
        return 1 + Math.max(depth(branch.left()), depth(branch.right()));
    }

    public static void main(String[] args) throws Exception {
        BufferedReader reader = new BufferedReader(new InputStreamReader(System.in));
        StringTokenizer tokens = new StringTokenizer(reader.readLine());
        int sum = Integer.parseInt(tokens.nextToken()) + Integer.parseInt(tokens.nextToken());
        Scanner scanner = new Scanner(reader);
        while (scanner.hasNext()) System.out.println(scanner.next());
        Scanner numbers = new Scanner("1 2.5 99999999999 text\nline");
        System.out.println(numbers.nextInt() + numbers.nextDouble() + numbers.nextLong());
        numbers.nextLine();
        System.out.println(numbers.hasNextInt() + " " + numbers.nextLine() + " " + sum);
        collections();
        text();
        Path file = Files.createTempFile("training", ".txt");
        Files.writeString(file, "one\ntwo\n");
        System.out.println(Files.readAllLines(file) + new String(Files.readAllBytes(file), StandardCharsets.UTF_8));
        try (Stream<String> lines = Files.lines(file)) { System.out.println(lines.count()); }
        try (PrintWriter writer = new PrintWriter(new FileWriter(file.toFile()))) { writer.println(1); }
        System.out.println(new BigInteger("123456789012345678901234567890").multiply(BigInteger.TEN));
        System.out.println(new BigDecimal("1.005").setScale(2, RoundingMode.HALF_UP).toPlainString());
        Thread thread = new Thread(() -> System.out.println("thread"));
        thread.start();
        thread.join();
        PrintStream out = new PrintStream(new BufferedOutputStream(System.out), false);
        out.println(depth(new Branch(new Leaf(1), new Leaf(0))));
        out.flush();
        System.err.println("done");
        throw new IllegalStateException("so that stack traces are trained too");
    }

    static void collections() {
        Map<String, Integer> counts = new HashMap<>();
        for (String word : "a b a c".split("\\s+")) counts.merge(word, 1, Integer::sum);
        Map<String, List<Integer>> lists = new TreeMap<>(Comparator.reverseOrder());
        lists.computeIfAbsent("x", key -> new ArrayList<>()).add(1);
        Deque<Integer> queue = new ArrayDeque<>(List.of(1, 2, 3));
        PriorityQueue<int[]> heap = new PriorityQueue<>((a, b) -> Integer.compare(a[0], b[0]));
        heap.add(new int[] {2});
        heap.add(new int[] {1});
        Set<Integer> set = new TreeSet<>(new LinkedHashSet<>(new LinkedList<>(queue)));
        int[] array = {3, 1, 2};
        Arrays.sort(array);
        Collections.sort(new ArrayList<>(set), Collections.reverseOrder());
        System.out.println(Arrays.toString(array) + counts + lists + heap.poll()[0] + set + queue);
        System.out.println(counts.entrySet().stream()
            .sorted(Map.Entry.<String, Integer>comparingByValue().reversed().thenComparing(Map.Entry.comparingByKey()))
            .map(entry -> entry.getKey() + "=" + entry.getValue()).collect(Collectors.joining(",")));
        Map<String, Long> groups = IntStream.rangeClosed(1, 5).mapToObj(i -> new Pair("k" + i, i))
            .filter(pair -> pair.value() > 2).collect(Collectors.groupingBy(Pair::key, TreeMap::new, Collectors.counting()));
        System.out.println(groups);
        System.out.println(Stream.of(1, 2, 3).mapToInt(Integer::intValue).sum() + " " + Arrays.stream(array).max().getAsInt());
        Map<Colour, Integer> colours = new EnumMap<>(Colour.class);
        colours.put(Colour.RED, 1);
        Shape shape = () -> 2.5;
        BiFunction<Integer, Integer, Integer> add = (a, b) -> a + b;
        Supplier<String> supplier = () -> "s";
        Optional<String> found = Stream.of("p", "q").filter(text -> text.startsWith("q")).findFirst();
        System.out.println(colours + " " + shape.area() + add.apply(1, 2) + supplier.get() + found.orElse("none"));
        switch ("two") {
            case "one" -> System.out.println(1);
            case "two" -> System.out.println(2);
            default -> System.out.println(0);
        }
    }

    static void text() {
        StringBuilder builder = new StringBuilder();
        for (char c : "text".toCharArray()) builder.append(Character.toUpperCase(c)).insert(0, 1).reverse();
        System.out.printf("%d %5.2f %s %05d %x%n", 1, 2.5, "three", 4, 255);
        System.out.println(String.format("%-10s|%8.3f", "left", 1.5) + builder + String.join("-", List.of("a", "b")));
        System.out.println("a,b;c".replaceAll("[,;]", " ").toLowerCase().chars().filter(Character::isLetter).count());
        System.out.println("x".repeat(3) + " trimmed ".strip() + "abc".contains("b") + "abc".indexOf('c') + 1.0 / 3 + 1e10 + 2L + 'c' + true);
        try {
            Integer.parseInt("none");
        } catch (NumberFormatException error) {
            System.out.println(error.getMessage());
        }
    }
}
