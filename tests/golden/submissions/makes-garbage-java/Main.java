// Right, and ten times the memory limit passes through its heap, piece by piece.
public class Main {
    public static void main(String[] args) {
        java.util.Scanner scanner = new java.util.Scanner(System.in);
        long a = scanner.nextLong();
        long b = scanner.nextLong();
        byte[] piece = null;
        for (int i = 0; i < 2000; i++) piece = new byte[1 << 20];
        System.out.println(a + b + piece[0]);
    }
}
