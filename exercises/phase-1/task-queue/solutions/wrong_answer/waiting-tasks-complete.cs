// Lets tasks be completed and fail that nobody took.
using System.Collections.Generic;

public class TaskQueue
{
    private readonly int maxAttempts;
    private readonly List<string> queue = new List<string>();
    private readonly Dictionary<string, int> attempts = new Dictionary<string, int>();
    private readonly List<string> dead = new List<string>();

    public TaskQueue(int maxAttempts)
    {
        this.maxAttempts = maxAttempts;
    }

    public bool Add(string task)
    {
        if (attempts.ContainsKey(task)) return false;
        attempts[task] = 0;
        queue.Add(task);
        return true;
    }

    public string Take()
    {
        if (queue.Count == 0) return null;
        string task = queue[0];
        queue.RemoveAt(0);
        attempts[task]++;
        return task;
    }

    public bool Complete(string task)
    {
        queue.Remove(task);
        return attempts.Remove(task);
    }

    public bool Fail(string task)
    {
        if (!attempts.ContainsKey(task)) return false;
        if (attempts[task] < maxAttempts)
        {
            queue.Add(task);
            return true;
        }
        attempts.Remove(task);
        dead.Add(task);
        return true;
    }

    public int Waiting()
    {
        return queue.Count;
    }

    public string[] Dead()
    {
        return dead.ToArray();
    }
}
