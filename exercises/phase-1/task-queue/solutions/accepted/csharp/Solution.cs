using System.Collections.Generic;

public class TaskQueue
{
    private readonly int maxAttempts;
    private readonly Queue<string> queue = new Queue<string>();
    /// <summary>Of every task that waits or runs.</summary>
    private readonly Dictionary<string, int> attempts = new Dictionary<string, int>();
    private readonly HashSet<string> running = new HashSet<string>();
    private readonly List<string> dead = new List<string>();

    public TaskQueue(int maxAttempts)
    {
        this.maxAttempts = maxAttempts;
    }

    public bool Add(string task)
    {
        if (attempts.ContainsKey(task)) return false;
        attempts[task] = 0;
        queue.Enqueue(task);
        return true;
    }

    public string Take()
    {
        if (queue.Count == 0) return null;
        string task = queue.Dequeue();
        attempts[task]++;
        running.Add(task);
        return task;
    }

    public bool Complete(string task)
    {
        if (!running.Remove(task)) return false;
        attempts.Remove(task);
        return true;
    }

    public bool Fail(string task)
    {
        if (!running.Contains(task)) return false;
        if (attempts[task] == maxAttempts)
        {
            dead.Add(task);
            return Complete(task);
        }
        running.Remove(task);
        queue.Enqueue(task);
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
