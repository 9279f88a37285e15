// Starts idle threads until it is refused one, and fails over that.
using System;

class Program
{
    static void Main()
    {
        for (int i = 0; i < 500; i++)
        {
            var thread = new System.Threading.Thread(() => System.Threading.Thread.Sleep(60000));
            thread.IsBackground = true;
            thread.Start();
        }
    }
}
