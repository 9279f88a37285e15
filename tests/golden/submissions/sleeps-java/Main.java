// Sleeps where the sum is asked of 1 and 2, and is right otherwise.
public class Main {
    public static void main(String[] args) throws InterruptedException {
        java.util.Scanner scanner = new java.util.Scanner(System.in);
        long a = scanner.nextLong();
        long b = scanner.nextLong();
        if (a == 1 && b == 2) Thread.sleep(60_000);
        System.out.println(a + b);
    }
}
