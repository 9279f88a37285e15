public class Counter
{
    private int value;

    public Counter(int start)
    {
        value = start;
    }

    public void Add(int amount)
    {
        value += amount;
    }

    public int Total()
    {
        return value;
    }
}
