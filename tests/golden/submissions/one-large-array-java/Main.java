// One array beyond the memory limit.
public class Main {
    public static void main(String[] args) {
        long[] table = new long[200_000_000];
        System.out.println(table.length);
    }
}
