// Compares boxed numbers with ==: beyond 127, the least number is not found equal and stays.
import java.util.*;

class MinStack {
    private final Deque<Integer> items = new ArrayDeque<>();
    private final Deque<Integer> minima = new ArrayDeque<>();

    void push(int value) {
        items.push(value);
        if (minima.isEmpty() || value <= minima.peek()) minima.push(value);
    }

    Integer pop() {
        if (items.isEmpty()) return null;
        Integer value = items.pop();
        if (value == minima.peek()) minima.pop();
        return value;
    }

    Integer top() {
        return items.peek();
    }

    Integer getMin() {
        return items.isEmpty() ? null : minima.peek();
    }

    int size() {
        return items.size();
    }
}
