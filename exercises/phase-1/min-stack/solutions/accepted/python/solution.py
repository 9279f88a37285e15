class MinStack:
    def __init__(self):
        # Each number with the least one from there down.
        self._items = []

    def push(self, value):
        least = value if not self._items else min(value, self._items[-1][1])
        self._items.append((value, least))

    def pop(self):
        return self._items.pop()[0] if self._items else None

    def top(self):
        return self._items[-1][0] if self._items else None

    def get_min(self):
        return self._items[-1][1] if self._items else None

    def size(self):
        return len(self._items)
