# Remembers one least number, which stays when it is popped.
class MinStack:
    def __init__(self):
        self._items = []
        self._least = None

    def push(self, value):
        self._items.append(value)
        if self._least is None or value < self._least:
            self._least = value

    def pop(self):
        return self._items.pop() if self._items else None

    def top(self):
        return self._items[-1] if self._items else None

    def get_min(self):
        return self._least

    def size(self):
        return len(self._items)
