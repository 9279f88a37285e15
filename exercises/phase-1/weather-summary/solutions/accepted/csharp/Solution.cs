using System.Linq;

public static class Solution
{
    public static Summary Summarise(double?[] readings)
    {
        double[] known = readings.Where(reading => reading.HasValue)
            .Select(reading => reading.Value)
            .ToArray();
        if (known.Length == 0) return null;
        return new Summary(known.Length, known.Min(), known.Max(), known.Average());
    }
}
