// Dequeue throws where nothing waits.
using System.Collections.Generic;

public class TaskQueue
{
    private readonly int maxAttempts;
    private readonly Queue<string> queue = new Queue<string>();
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
        string task = queue.Dequeue();
        attempts[task]++;
        running.Add(task);
        return task;
    }

    public bool Complete(string task)
    {
        return running.Remove(task) && attempts.Remove(task);
    }

    public bool Fail(string task)
    {
        if (!running.Remove(task)) return false;
        if (attempts[task] < maxAttempts)
        {
            queue.Enqueue(task);
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
