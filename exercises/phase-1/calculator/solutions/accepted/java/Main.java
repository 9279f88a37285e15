import java.io.*;
import java.math.BigDecimal;
import java.util.*;
import java.util.function.*;

/** Command-line calculator: tokens, then a tree, then a value. A tree is a supplier of its value. */
public class Main {
    static class SyntaxException extends RuntimeException {}

    static final int EXIT_SYNTAX = 2;
    static final int EXIT_DIVISION_BY_ZERO = 3;

    /** Recursive descent: one method for each line of the grammar. */
    static class Parser {
        private final List<String> tokens;
        private int position = 0;

        Parser(List<String> tokens) {
            this.tokens = tokens;
        }

        DoubleSupplier parse() {
            DoubleSupplier tree = expression();
            if (position < tokens.size()) throw new SyntaxException();
            return tree;
        }

        private DoubleSupplier expression() {
            return operators("+-", this::term);
        }

        private DoubleSupplier term() {
            return operators("*/", this::factor);
        }

        /** operand { symbol operand }, growing to the left: 8 - 3 - 2 is (8 - 3) - 2. */
        private DoubleSupplier operators(String symbols, Supplier<DoubleSupplier> operand) {
            DoubleSupplier tree = operand.get();
            while (position < tokens.size() && symbols.contains(tokens.get(position))) {
                char symbol = take().charAt(0);
                DoubleSupplier left = tree;
                DoubleSupplier right = operand.get();
                tree = () -> calculate(symbol, left.getAsDouble(), right.getAsDouble());
            }
            return tree;
        }

        private DoubleSupplier factor() {
            String token = take();
            if (token.equals("-")) {
                DoubleSupplier inner = factor();
                return () -> -inner.getAsDouble();
            }
            if (token.equals("(")) {
                DoubleSupplier tree = expression();
                if (!take().equals(")")) throw new SyntaxException();
                return tree;
            }
            if (!Character.isDigit(token.charAt(0))) throw new SyntaxException();
            double value = Double.parseDouble(token);
            return () -> value;
        }

        private String take() {
            if (position == tokens.size()) throw new SyntaxException();
            return tokens.get(position++);
        }
    }

    static double calculate(char symbol, double left, double right) {
        switch (symbol) {
            case '+': return left + right;
            case '-': return left - right;
            case '*': return left * right;
            default:
                if (right == 0) throw new ArithmeticException("division by zero");
                return left / right;
        }
    }

    static boolean isDigit(String text, int at) {
        return at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9';
    }

    /** Cuts "2+30" into "2", "+", "30". */
    static List<String> tokenize(String text) {
        List<String> tokens = new ArrayList<>();
        int at = 0;
        while (at < text.length()) {
            int start = at;
            char c = text.charAt(at);
            if (Character.isWhitespace(c)) {
                at++;
                continue;
            }
            if ("+-*/()".indexOf(c) >= 0) {
                at++;
            } else {
                if (!isDigit(text, at)) throw new SyntaxException();
                while (isDigit(text, at)) at++;
                if (at < text.length() && text.charAt(at) == '.') {
                    if (!isDigit(text, ++at)) throw new SyntaxException();
                    while (isDigit(text, at)) at++;
                }
            }
            tokens.add(text.substring(start, at));
        }
        return tokens;
    }

    static String evaluate(String text) {
        double value = new Parser(tokenize(text)).parse().getAsDouble();
        return new BigDecimal(Double.toString(value)).toPlainString();
    }

    public static void main(String[] args) throws IOException {
        if (args.length > 0) System.exit(evaluateArguments(String.join(" ", args)));
        BufferedReader reader = new BufferedReader(new InputStreamReader(System.in));
        StringBuilder output = new StringBuilder();
        for (String line = reader.readLine(); line != null; line = reader.readLine()) {
            if (line.isBlank()) continue;
            try {
                output.append(evaluate(line)).append('\n');
            } catch (SyntaxException error) {
                output.append("error: syntax\n");
            } catch (ArithmeticException error) {
                output.append("error: division by zero\n");
            }
        }
        System.out.print(output);
    }

    /** Prints the value; returns the exit code. */
    static int evaluateArguments(String text) {
        try {
            System.out.println(evaluate(text));
            return 0;
        } catch (SyntaxException error) {
            System.err.println("error: syntax");
            return EXIT_SYNTAX;
        } catch (ArithmeticException error) {
            System.err.println("error: division by zero");
            return EXIT_DIVISION_BY_ZERO;
        }
    }
}
