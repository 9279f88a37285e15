using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Numerics;
using System.Text;
using System.Text.RegularExpressions;
using System.Threading;
using System.Threading.Tasks;

/** Uses what learners' programs use. Build only. */
static class Check
{
    static void Main()
    {
        var words = new Dictionary<string, int> { ["b"] = 2, ["a"] = 1 };
        Console.WriteLine(string.Join(",", words.OrderBy(pair => pair.Key).Select(pair => $"{pair.Key}={pair.Value:F2}")));
        Console.WriteLine(BigInteger.Pow(7, 77) + " " + Regex.Replace("a1b2", "[0-9]", "#") + " é");
        (int first, string second) = (1, "two");
        Task.Run(() => Thread.Sleep(1)).Wait();
        Directory.CreateDirectory("/tmp/check");
        File.WriteAllText("/tmp/check/file", new StringBuilder().Append(first).Append(second).ToString(), Encoding.UTF8);
        Console.WriteLine(File.ReadAllLines("/tmp/check/file").Length + DateTime.Now.Year / 3000);
        Console.Error.WriteLine(new SortedSet<int> { 3, 1 }.Min + new Queue<int>(new[] { 1 }).Dequeue());
    }
}
