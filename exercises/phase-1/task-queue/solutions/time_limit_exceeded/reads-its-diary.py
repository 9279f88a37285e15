# Keeps nothing but a diary of what happened, and reads all of it again on every call.
class TaskQueue:
    def __init__(self, max_attempts):
        self.max_attempts = max_attempts
        self.diary = []

    def state(self):
        queue, running, attempts, dead = [], set(), {}, []
        for event, task in self.diary:
            if event == "add":
                attempts[task] = 0
                queue.append(task)
            elif event == "take":
                running.add(queue.pop(0))
                attempts[task] += 1
            else:
                running.remove(task)
                if event == "fail" and attempts[task] < self.max_attempts:
                    queue.append(task)
                else:
                    del attempts[task]
                    if event == "fail":
                        dead.append(task)
        return queue, running, attempts, dead

    def note(self, event, task, allowed):
        if allowed:
            self.diary.append((event, task))
        return allowed

    def add(self, task):
        return self.note("add", task, task not in self.state()[2])

    def take(self):
        queue = self.state()[0]
        if not queue:
            return None
        self.note("take", queue[0], True)
        return queue[0]

    def complete(self, task):
        return self.note("complete", task, task in self.state()[1])

    def fail(self, task):
        return self.note("fail", task, task in self.state()[1])

    def waiting(self):
        return len(self.state()[0])

    def dead(self):
        return self.state()[3]
