from collections import deque


class TaskQueue:
    def __init__(self, max_attempts):
        self._max_attempts = max_attempts
        self._queue = deque()
        # Of every task that waits or runs.
        self._attempts = {}
        self._running = set()
        self._dead = []

    def add(self, task):
        if task in self._attempts:
            return False
        self._attempts[task] = 0
        self._queue.append(task)
        return True

    def take(self):
        if not self._queue:
            return None
        task = self._queue.popleft()
        self._attempts[task] += 1
        self._running.add(task)
        return task

    def complete(self, task):
        if task not in self._running:
            return False
        self._running.remove(task)
        del self._attempts[task]
        return True

    def fail(self, task):
        if task not in self._running:
            return False
        if self._attempts[task] == self._max_attempts:
            self._dead.append(task)
            return self.complete(task)
        self._running.remove(task)
        self._queue.append(task)
        return True

    def waiting(self):
        return len(self._queue)

    def dead(self):
        return list(self._dead)
