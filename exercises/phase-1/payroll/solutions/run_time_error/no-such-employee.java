// Asks for an employee without a look whether there is one.
import java.util.*;

class Payroll {
    private static class Employee {
        final String kind;
        final long amount;
        final long percent;
        long hours = 0;
        long sold = 0;

        Employee(String kind, long amount, long percent) {
            this.kind = kind;
            this.amount = amount;
            this.percent = percent;
        }

        long pay() {
            if (kind.equals("hourly")) return (2 * hours + Math.max(0, hours - 160)) * amount / 2;
            return amount + sold * percent / 100;
        }
    }

    private final Map<String, Employee> employees = new HashMap<>();

    boolean hireSalaried(String name, int monthlyCents) {
        return employees.putIfAbsent(name, new Employee("salaried", monthlyCents, 0)) == null;
    }

    boolean hireHourly(String name, int centsPerHour) {
        return employees.putIfAbsent(name, new Employee("hourly", centsPerHour, 0)) == null;
    }

    boolean hireSeller(String name, int monthlyCents, int percent) {
        return employees.putIfAbsent(name, new Employee("seller", monthlyCents, percent)) == null;
    }

    boolean work(String name, int hours) {
        Employee one = employees.get(name);
        if (!one.kind.equals("hourly")) return false;
        one.hours += hours;
        return true;
    }

    boolean sell(String name, int cents) {
        Employee one = employees.get(name);
        if (!one.kind.equals("seller")) return false;
        one.sold += cents;
        return true;
    }

    Long payOf(String name) {
        return employees.get(name).pay();
    }

    Map<String, Long> payday() {
        Map<String, Long> paid = new HashMap<>();
        employees.forEach((name, one) -> {
            paid.put(name, one.pay());
            one.hours = 0;
            one.sold = 0;
        });
        return paid;
    }
}
