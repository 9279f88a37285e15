using System;
using System.IO;
using System.Linq;

/// <summary>Text statistics: Main [--top N] [FILE]</summary>
static class Program
{
    static string ReadText(string[] args)
    {
        // TODO: handle --top N, and a file that does not exist (exit code 2).
        return args.Length > 0 ? File.ReadAllText(args[0]) : Console.In.ReadToEnd();
    }

    static void Main(string[] args)
    {
        string text = ReadText(args);
        Console.WriteLine("lines: " + text.Count(c => c == '\n'));
        Console.WriteLine("words: " + text.Split().Length);
        Console.WriteLine("characters: " + text.Length);
        // TODO: what is a word, exactly? And the longest and the most frequent ones?
    }
}
