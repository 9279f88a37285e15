// Compares texts with ==, which asks whether they are one and the same object: no day is known.
class Solution {
    static Integer ticketPrice(int age, String day, boolean isMember) {
        boolean open = day == "tuesday" || day == "wednesday" || day == "thursday"
            || day == "friday" || day == "saturday" || day == "sunday";
        if (!open || age < 0 || age > 120) return null;
        int price = age <= 5 ? 0 : age <= 17 ? 700 : age <= 64 ? 1400 : 900;
        if (day == "tuesday") price /= 2;
        return isMember ? Math.max(0, price - 200) : price;
    }
}
