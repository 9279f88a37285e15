# Sorts all numbers on each call.
class MinStack:
    def __init__(self):
        self._items = []

    def push(self, value):
        self._items.append(value)

    def pop(self):
        return self._items.pop() if self._items else None

    def top(self):
        return self._items[-1] if self._items else None

    def get_min(self):
        return sorted(self._items)[0] if self._items else None

    def size(self):
        return len(self._items)
