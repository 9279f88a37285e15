// An exception that nobody catches.
public class Main {
    public static void main(String[] args) {
        java.util.Scanner scanner = new java.util.Scanner(System.in);
        long a = scanner.nextLong();
        long b = scanner.nextLong();
        int[] none = {};
        System.out.println(a + b + none[0]);
    }
}
