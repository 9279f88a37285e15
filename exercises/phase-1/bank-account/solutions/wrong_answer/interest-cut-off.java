import java.io.*;
import java.util.*;
import java.util.regex.*;

/** Bank accounts: all money is whole cents, all rates are whole hundredths of a percent. */
public class Main {
    static final Pattern DECIMAL = Pattern.compile("([0-9]+)(?:\\.([0-9]{1,2}))?");
    static final long OVERDRAFT_FEE_CENTS = 500;

    /** The bank does not carry out a command; the message says why. */
    static class Refused extends Exception {
        Refused(String reason) {
            super(reason);
        }
    }

    /** What all accounts share. Subclasses say how far the balance may fall, and end the month. */
    abstract static class Account {
        final String name;
        long balance = 0;

        Account(String name) {
            this.name = name;
        }

        abstract String kind();

        /** The least balance, in cents, that a withdrawal may leave. */
        abstract long lowestBalance();

        /** Charges or adds what falls due. */
        abstract void endMonth();

        void withdraw(long cents) throws Refused {
            if (balance - cents < lowestBalance()) throw new Refused("insufficient funds");
            balance -= cents;
        }
    }

    static class CheckingAccount extends Account {
        private final long limit;

        CheckingAccount(String name, long limit) {
            super(name);
            this.limit = limit;
        }

        @Override String kind() {
            return "checking";
        }

        @Override long lowestBalance() {
            return -limit;
        }

        @Override void endMonth() {
            if (balance < 0) balance -= OVERDRAFT_FEE_CENTS;
        }
    }

    static class SavingsAccount extends Account {
        private final long rate;

        SavingsAccount(String name, long rate) {
            super(name);
            this.rate = rate;
        }

        @Override String kind() {
            return "savings";
        }

        @Override long lowestBalance() {
            return 0;
        }

        @Override void endMonth() {
            // Hundredths of a percent: 1 of 10,000.
            balance += balance * rate / 10_000;
        }
    }

    /** In the order of opening. */
    final Map<String, Account> accounts = new LinkedHashMap<>();
    final StringBuilder output = new StringBuilder();

    /** "12.5" is 1250: cents for money, hundredths of a percent for rates. */
    static long parseHundredths(String text) throws Refused {
        Matcher match = DECIMAL.matcher(text);
        if (!match.matches()) throw new Refused("invalid amount");
        String fraction = match.group(2) == null ? "00" : (match.group(2) + "0").substring(0, 2);
        return Long.parseLong(match.group(1) + fraction);
    }

    static long parseAmount(String text) throws Refused {
        long cents = parseHundredths(text);
        if (cents == 0) throw new Refused("invalid amount");
        return cents;
    }

    static String formatMoney(long cents) {
        long amount = Math.abs(cents);
        return (cents < 0 ? "-" : "") + amount / 100 + "." + amount % 100 / 10 + amount % 10;
    }

    Account account(String name) throws Refused {
        Account account = accounts.get(name);
        if (account == null) throw new Refused("no such account: " + name);
        return account;
    }

    void execute(String line) {
        String[] words = line.split(" ");
        try {
            switch (words[0] + " " + (words.length - 1)) {
                case "open 3" -> open(words[1], words[2], words[3]);
                case "deposit 2" -> {
                    Account account = account(words[1]);
                    account.balance += parseAmount(words[2]);
                }
                case "withdraw 2" -> account(words[1]).withdraw(parseAmount(words[2]));
                case "transfer 3" -> transfer(account(words[1]), account(words[2]), words[3]);
                case "balance 1" -> print(words[1] + " " + formatMoney(account(words[1]).balance));
                case "month-end 0" -> accounts.values().forEach(Account::endMonth);
                default -> throw new Refused("unknown command");
            }
        } catch (Refused reason) {
            print("error: " + reason.getMessage());
        }
    }

    void open(String kind, String name, String number) throws Refused {
        boolean checking = kind.equals("checking");
        if (!checking && !kind.equals("savings")) throw new Refused("unknown command");
        if (accounts.containsKey(name)) throw new Refused("account exists: " + name);
        long hundredths = parseHundredths(number);
        accounts.put(name, checking ? new CheckingAccount(name, hundredths) : new SavingsAccount(name, hundredths));
    }

    void transfer(Account source, Account target, String amount) throws Refused {
        if (source == target) throw new Refused("same account");
        long cents = parseAmount(amount);
        source.withdraw(cents); // the last step that can fail
        target.balance += cents;
    }

    void print(String line) {
        output.append(line).append('\n');
    }

    void printStatement() {
        long total = 0;
        for (Account account : accounts.values()) {
            print(account.name + " " + account.kind() + " " + formatMoney(account.balance));
            total += account.balance;
        }
        print("total " + formatMoney(total));
    }

    public static void main(String[] args) throws IOException {
        Main bank = new Main();
        BufferedReader reader = new BufferedReader(new InputStreamReader(System.in));
        for (String line = reader.readLine(); line != null; line = reader.readLine()) bank.execute(line);
        bank.printStatement();
        System.out.print(bank.output);
    }
}
