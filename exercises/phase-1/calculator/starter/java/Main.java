import java.util.Scanner;

/** Command-line calculator. */
public class Main {
    /** Returns the value of the expression in the text. */
    static double evaluate(String text) {
        // TODO: replace this with your own tokens, expression(), term() and factor().
        return Double.parseDouble(text);
    }

    public static void main(String[] args) {
        // TODO: if there are arguments (args), evaluate them instead.
        Scanner scanner = new Scanner(System.in);
        while (scanner.hasNextLine()) {
            String line = scanner.nextLine();
            if (line.isBlank()) continue;
            try {
                System.out.println(evaluate(line));
            } catch (NumberFormatException error) {
                System.out.println("error: syntax");
            }
        }
    }
}
