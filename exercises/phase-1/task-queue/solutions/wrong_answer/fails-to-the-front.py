# Puts a task that failed to the front again.
class TaskQueue:
    def __init__(self, max_attempts):
        self.max_attempts = max_attempts
        self.queue = []
        self.attempts = {}
        self.running = set()
        self.over = []

    def add(self, task):
        if task in self.attempts:
            return False
        self.attempts[task] = 0
        self.queue.append(task)
        return True

    def take(self):
        if not self.queue:
            return None
        task = self.queue.pop(0)
        self.attempts[task] += 1
        self.running.add(task)
        return task

    def complete(self, task):
        if task not in self.running:
            return False
        self.running.remove(task)
        del self.attempts[task]
        return True

    def fail(self, task):
        if task not in self.running:
            return False
        self.running.remove(task)
        if self.attempts[task] < self.max_attempts:
            self.queue.insert(0, task)
        else:
            self.over.append(task)
            del self.attempts[task]
        return True

    def waiting(self):
        return len(self.queue)

    def dead(self):
        return self.over
