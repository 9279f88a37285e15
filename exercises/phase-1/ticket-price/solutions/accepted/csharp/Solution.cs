using System;

public static class Solution
{
    private static readonly string[] OpenDays =
        { "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday" };

    public static int? TicketPrice(int age, string day, bool isMember)
    {
        if (Array.IndexOf(OpenDays, day) < 0 || age < 0 || age > 120) return null;
        int price = PriceByAge(age);
        if (day == "tuesday") price /= 2;
        return isMember ? Math.Max(0, price - 200) : price;
    }

    private static int PriceByAge(int age)
    {
        if (age <= 5) return 0;
        if (age <= 17) return 700;
        return age <= 64 ? 1400 : 900;
    }
}
