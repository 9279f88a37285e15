import java.util.*;

class MinStack {
    /** A number with the least one from there down. */
    private record Item(int value, int least) {}

    private final Deque<Item> items = new ArrayDeque<>();

    void push(int value) {
        int least = items.isEmpty() ? value : Math.min(value, items.peek().least());
        items.push(new Item(value, least));
    }

    Integer pop() {
        return items.isEmpty() ? null : items.pop().value();
    }

    Integer top() {
        return items.isEmpty() ? null : items.peek().value();
    }

    Integer getMin() {
        return items.isEmpty() ? null : items.peek().least();
    }

    int size() {
        return items.size();
    }
}
