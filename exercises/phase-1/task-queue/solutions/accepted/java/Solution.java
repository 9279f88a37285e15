import java.util.*;

class TaskQueue {
    private final int maxAttempts;
    private final Deque<String> queue = new ArrayDeque<>();
    /** Of every task that waits or runs. */
    private final Map<String, Integer> attempts = new HashMap<>();
    private final Set<String> running = new HashSet<>();
    private final List<String> dead = new ArrayList<>();

    TaskQueue(int maxAttempts) {
        this.maxAttempts = maxAttempts;
    }

    boolean add(String task) {
        if (attempts.putIfAbsent(task, 0) != null) return false;
        queue.addLast(task);
        return true;
    }

    String take() {
        String task = queue.pollFirst();
        if (task == null) return null;
        attempts.merge(task, 1, Integer::sum);
        running.add(task);
        return task;
    }

    boolean complete(String task) {
        if (!running.remove(task)) return false;
        attempts.remove(task);
        return true;
    }

    boolean fail(String task) {
        if (!running.contains(task)) return false;
        if (attempts.get(task) == maxAttempts) {
            dead.add(task);
            return complete(task);
        }
        running.remove(task);
        queue.addLast(task);
        return true;
    }

    int waiting() {
        return queue.size();
    }

    String[] dead() {
        return dead.toArray(new String[0]);
    }
}
