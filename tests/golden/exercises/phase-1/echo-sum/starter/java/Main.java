public class Main {
    public static void main(String[] args) {
        // Read two whole numbers, and print their sum.
    }
}
