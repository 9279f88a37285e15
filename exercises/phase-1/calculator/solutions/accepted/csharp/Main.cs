using System;
using System.Collections.Generic;
using System.Globalization;
using System.Text;

class SyntaxException : Exception { }

/// <summary>Recursive descent: one method for each line of the grammar. A tree is a function.</summary>
class Parser
{
    readonly List<string> tokens;
    int position;

    public Parser(List<string> tokens)
    {
        this.tokens = tokens;
    }

    public Func<double> Parse()
    {
        var tree = Expression();
        if (position < tokens.Count) throw new SyntaxException();
        return tree;
    }

    Func<double> Expression() => Operators("+-", Term);

    Func<double> Term() => Operators("*/", Factor);

    /// <summary>operand { symbol operand }, growing to the left: 8 - 3 - 2 is (8 - 3) - 2.</summary>
    Func<double> Operators(string symbols, Func<Func<double>> operand)
    {
        var tree = operand();
        while (position < tokens.Count && symbols.Contains(tokens[position]))
        {
            char symbol = Take()[0];
            var left = tree;
            var right = operand();
            tree = () => Calculate(symbol, left(), right());
        }
        return tree;
    }

    Func<double> Factor()
    {
        string token = Take();
        if (token == "-")
        {
            var inner = Factor();
            return () => -inner();
        }
        if (token == "(")
        {
            var tree = Expression();
            if (Take() != ")") throw new SyntaxException();
            return tree;
        }
        if (!char.IsDigit(token[0])) throw new SyntaxException();
        double value = double.Parse(token, CultureInfo.InvariantCulture);
        return () => value;
    }

    string Take()
    {
        if (position == tokens.Count) throw new SyntaxException();
        return tokens[position++];
    }

    static double Calculate(char symbol, double left, double right)
    {
        switch (symbol)
        {
            case '+': return left + right;
            case '-': return left - right;
            case '*': return left * right;
            default:
                if (right == 0) throw new DivideByZeroException();
                return left / right;
        }
    }
}

/// <summary>Command-line calculator: tokens, then a tree, then a value.</summary>
static class Program
{
    const int ExitSyntax = 2;
    const int ExitDivisionByZero = 3;

    static bool IsDigit(string text, int at) => at < text.Length && text[at] >= '0' && text[at] <= '9';

    /// <summary>Cuts "2+30" into "2", "+", "30".</summary>
    static List<string> Tokenize(string text)
    {
        var tokens = new List<string>();
        int at = 0;
        while (at < text.Length)
        {
            int start = at;
            if (char.IsWhiteSpace(text[at]))
            {
                at++;
                continue;
            }
            if ("+-*/()".IndexOf(text[at]) >= 0)
            {
                at++;
            }
            else
            {
                if (!IsDigit(text, at)) throw new SyntaxException();
                while (IsDigit(text, at)) at++;
                if (at < text.Length && text[at] == '.')
                {
                    if (!IsDigit(text, ++at)) throw new SyntaxException();
                    while (IsDigit(text, at)) at++;
                }
            }
            tokens.Add(text.Substring(start, at - start));
        }
        return tokens;
    }

    static string Evaluate(string text) =>
        new Parser(Tokenize(text)).Parse()().ToString("F9", CultureInfo.InvariantCulture);

    static int Main(string[] args)
    {
        if (args.Length > 0) return EvaluateArguments(string.Join(" ", args));
        var output = new StringBuilder();
        string line;
        while ((line = Console.ReadLine()) != null)
        {
            if (string.IsNullOrWhiteSpace(line)) continue;
            try
            {
                output.Append(Evaluate(line)).Append('\n');
            }
            catch (SyntaxException)
            {
                output.Append("error: syntax\n");
            }
            catch (DivideByZeroException)
            {
                output.Append("error: division by zero\n");
            }
        }
        Console.Write(output);
        return 0;
    }

    /// <summary>Prints the value; returns the exit code.</summary>
    static int EvaluateArguments(string text)
    {
        try
        {
            Console.WriteLine(Evaluate(text));
            return 0;
        }
        catch (SyntaxException)
        {
            Console.Error.WriteLine("error: syntax");
            return ExitSyntax;
        }
        catch (DivideByZeroException)
        {
            Console.Error.WriteLine("error: division by zero");
            return ExitDivisionByZero;
        }
    }
}
