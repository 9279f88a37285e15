import java.util.Scanner;

public class Main {
    public static void main(String[] arguments) {
        Scanner input = new Scanner(System.in);
        long sum = 0;
        // TODO: add up the numbers.
        while (input.hasNextLong()) {
            input.nextLong();
            sum += 1000;
        }
        System.out.println(sum);
    }
}
