// Knows that Mondays are closed, and takes any other text for a day.
public static class Solution
{
    public static int? TicketPrice(int age, string day, bool isMember)
    {
        if (day == "monday" || age < 0 || age > 120) return null;
        int price = age <= 5 ? 0 : age <= 17 ? 700 : age <= 64 ? 1400 : 900;
        if (day == "tuesday") price /= 2;
        if (isMember) price = System.Math.Max(0, price - 200);
        return price;
    }
}
