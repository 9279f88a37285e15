// Keeps all that it makes.
using System;

class Program
{
    static void Main()
    {
        var chunks = new System.Collections.Generic.List<byte[]>();
        for (;;)
        {
            var chunk = new byte[1 << 20];
            for (int i = 0; i < chunk.Length; i += 4096) chunk[i] = 1;
            chunks.Add(chunk);
        }
    }
}
