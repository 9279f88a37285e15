using System;
using System.Globalization;

/// <summary>Command-line calculator.</summary>
static class Program
{
    /// <summary>Returns the value of the expression in the text.</summary>
    static double Evaluate(string text)
    {
        // TODO: replace this with your own tokens, Expression(), Term() and Factor().
        return double.Parse(text, CultureInfo.InvariantCulture);
    }

    static void Main(string[] args)
    {
        // TODO: if there are arguments (args), evaluate them instead.
        string line;
        while ((line = Console.ReadLine()) != null)
        {
            if (string.IsNullOrWhiteSpace(line)) continue;
            try
            {
                Console.WriteLine(Evaluate(line));
            }
            catch (FormatException)
            {
                Console.WriteLine("error: syntax");
            }
        }
    }
}
