import java.util.Scanner;

public class Main {
    public static void main(String[] arguments) {
        Scanner input = new Scanner(System.in);
        long sum = 0;
        long last = 0;
        while (input.hasNextLong()) {
            sum += last;
            last = input.nextLong();
        }
        System.out.println(sum);
    }
}
