import java.util.*;

/** Bank accounts. */
public class Main {
    static class Account {
        final String name;
        long cents = 0;

        Account(String name) {
            this.name = name;
        }

        // TODO: deposit, withdraw, and two classes Checking and Savings that extend this one.
    }

    final Map<String, Account> accounts = new LinkedHashMap<>();

    void execute(String command) {
        String[] words = command.split(" ");
        // TODO: find out which command it is, and let the accounts do it.
        System.out.println("error: unknown command");
    }

    void printStatement() {
        // TODO: one line for each account.
        System.out.println("total 0.00");
    }

    public static void main(String[] args) {
        Main bank = new Main();
        Scanner scanner = new Scanner(System.in);
        while (scanner.hasNextLine()) bank.execute(scanner.nextLine());
        bank.printStatement();
    }
}
