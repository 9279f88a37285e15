using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using System.Text.RegularExpressions;

/// <summary>The command line cannot work; the message says why.</summary>
class UsageException : Exception
{
    public UsageException(string message) : base(message) { }
}

/// <summary>Text statistics: Main [--top N] [FILE]</summary>
static class Program
{
    const int MaxTop = 1000;
    const int ExitUsage = 2;

    static int top = 3;

    /// <summary>Reads the options; returns the file's name, or null.</summary>
    static string ParseArguments(string[] args)
    {
        string name = null;
        for (int i = 0; i < args.Length; i++)
        {
            if (args[i] == "--top") top = ParseTop(++i < args.Length ? args[i] : "");
            else if (args[i].StartsWith("-")) throw new UsageException("unknown option " + args[i]);
            else if (name != null) throw new UsageException("more than one file");
            else name = args[i];
        }
        return name;
    }

    static int ParseTop(string text)
    {
        int value = Regex.IsMatch(text, "^[0-9]{1,4}\\z") ? int.Parse(text) : 0;
        if (value < 1 || value > MaxTop) throw new UsageException("--top needs a number from 1 to " + MaxTop);
        return value;
    }

    static string ReadText(string name)
    {
        try
        {
            using (var stream = name == null ? Console.OpenStandardInput() : File.OpenRead(name))
            using (var reader = new StreamReader(stream, new UTF8Encoding(false)))
            {
                return reader.ReadToEnd();
            }
        }
        catch (IOException)
        {
            throw new UsageException("cannot read " + name);
        }
    }

    static List<string> FindWords(string text)
    {
        var words = new List<string>();
        int start = -1;
        for (int at = 0; at < text.Length; at += char.IsSurrogatePair(text, at) ? 2 : 1)
        {
            if (char.IsLetter(text, at))
            {
                if (start < 0) start = at;
            }
            else if (start >= 0)
            {
                words.Add(text.Substring(start, at - start));
                start = -1;
            }
        }
        if (start >= 0) words.Add(text.Substring(start));
        return words;
    }

    /// <summary>The number of code points: all but the second halves of surrogate pairs.</summary>
    static int Length(string text) => text.Count(c => !char.IsLowSurrogate(c));

    static string Report(string text)
    {
        int newlines = text.Count(c => c == '\n');
        int lines = text == "" || text.EndsWith("\n") ? newlines : newlines + 1;
        var words = FindWords(text.ToLowerInvariant());
        var report = new StringBuilder($"lines: {lines}\nwords: {words.Count}\ncharacters: {Length(text)}\n");
        var counts = new Dictionary<string, int>();
        string longest = null;
        foreach (string word in words)
        {
            counts.TryGetValue(word, out int count);
            counts[word] = count + 1;
            if (longest == null || Length(word) > Length(longest)) longest = word;
        }
        report.Append("longest: ").Append(longest == null ? "-" : $"{longest} ({Length(longest)})").Append("\ntop:\n");
        var entries = counts.OrderByDescending(entry => entry.Value).ThenBy(entry => entry.Key, StringComparer.Ordinal);
        foreach (var entry in entries.Take(top)) report.Append(entry.Key).Append(' ').Append(entry.Value).Append('\n');
        return report.ToString();
    }

    static int Main(string[] args)
    {
        try
        {
            string report = Report(ReadText(ParseArguments(args)));
            using (var output = new StreamWriter(Console.OpenStandardOutput(), new UTF8Encoding(false)))
            {
                output.Write(report);
            }
            return 0;
        }
        catch (UsageException error)
        {
            Console.Error.WriteLine("text-statistics: " + error.Message);
            return ExitUsage;
        }
    }
}
