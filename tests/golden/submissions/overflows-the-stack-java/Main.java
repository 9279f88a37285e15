// Calls itself without end.
public class Main {
    static long deeper(long depth) {
        return deeper(depth + 1) + 1;
    }

    public static void main(String[] args) {
        System.out.println(deeper(0));
    }
}
