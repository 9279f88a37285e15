// Keeps the difference to the least number, in an int: it does not hold 4,294,967,295.
import java.util.*;

class MinStack {
    private final Deque<Integer> differences = new ArrayDeque<>();
    private int least;

    void push(int value) {
        if (differences.isEmpty()) least = value;
        differences.push(value - least);
        if (value - least < 0) least = value;
    }

    Integer pop() {
        if (differences.isEmpty()) return null;
        int value = top();
        int difference = differences.pop();
        if (difference < 0) least = value - difference;
        return value;
    }

    Integer top() {
        if (differences.isEmpty()) return null;
        return differences.peek() < 0 ? least : least + differences.peek();
    }

    Integer getMin() {
        return differences.isEmpty() ? null : least;
    }

    int size() {
        return differences.size();
    }
}
