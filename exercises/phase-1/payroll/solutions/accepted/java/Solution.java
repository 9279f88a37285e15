import java.util.*;

/** What is common: nobody has hours or sales, but for the kinds that say so. */
abstract class Employee {
    abstract long pay();

    boolean work(int hours) {
        return false;
    }

    boolean sell(int cents) {
        return false;
    }

    void startMonth() {}
}

class Salaried extends Employee {
    private final int monthlyCents;

    Salaried(int monthlyCents) {
        this.monthlyCents = monthlyCents;
    }

    @Override
    long pay() {
        return monthlyCents;
    }
}

class Hourly extends Employee {
    private static final int REGULAR_HOURS = 160;
    private final int centsPerHour;
    private long hours = 0;

    Hourly(int centsPerHour) {
        this.centsPerHour = centsPerHour;
    }

    @Override
    boolean work(int more) {
        hours += more;
        return true;
    }

    @Override
    void startMonth() {
        hours = 0;
    }

    @Override
    long pay() {
        long overtime = Math.max(0, hours - REGULAR_HOURS);
        return (2 * hours + overtime) * centsPerHour / 2;
    }
}

class Seller extends Salaried {
    private final int percent;
    private long soldCents = 0;

    Seller(int monthlyCents, int percent) {
        super(monthlyCents);
        this.percent = percent;
    }

    @Override
    boolean sell(int cents) {
        soldCents += cents;
        return true;
    }

    @Override
    void startMonth() {
        soldCents = 0;
    }

    @Override
    long pay() {
        return super.pay() + soldCents * percent / 100;
    }
}

class Payroll {
    private final Map<String, Employee> employees = new LinkedHashMap<>();

    boolean hireSalaried(String name, int monthlyCents) {
        return hire(name, new Salaried(monthlyCents));
    }

    boolean hireHourly(String name, int centsPerHour) {
        return hire(name, new Hourly(centsPerHour));
    }

    boolean hireSeller(String name, int monthlyCents, int percent) {
        return hire(name, new Seller(monthlyCents, percent));
    }

    boolean work(String name, int hours) {
        return employees.containsKey(name) && employees.get(name).work(hours);
    }

    boolean sell(String name, int cents) {
        return employees.containsKey(name) && employees.get(name).sell(cents);
    }

    Long payOf(String name) {
        return employees.containsKey(name) ? employees.get(name).pay() : null;
    }

    Map<String, Long> payday() {
        Map<String, Long> paid = new LinkedHashMap<>();
        employees.forEach((name, employee) -> {
            paid.put(name, employee.pay());
            employee.startMonth();
        });
        return paid;
    }

    private boolean hire(String name, Employee employee) {
        return employees.putIfAbsent(name, employee) == null;
    }
}
