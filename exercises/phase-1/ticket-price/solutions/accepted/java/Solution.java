import java.util.*;

class Solution {
    private static final Set<String> OPEN_DAYS =
        Set.of("tuesday", "wednesday", "thursday", "friday", "saturday", "sunday");

    static Integer ticketPrice(int age, String day, boolean isMember) {
        if (!OPEN_DAYS.contains(day) || age < 0 || age > 120) return null;
        int price = priceByAge(age);
        if (day.equals("tuesday")) price /= 2;
        return isMember ? Math.max(0, price - 200) : price;
    }

    private static int priceByAge(int age) {
        if (age <= 5) return 0;
        if (age <= 17) return 700;
        return age <= 64 ? 1400 : 900;
    }
}
