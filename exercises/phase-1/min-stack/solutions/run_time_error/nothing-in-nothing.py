# min() of an empty list, and pop() of one, raise.
class MinStack:
    def __init__(self):
        self._items = []

    def push(self, value):
        self._items.append(value)

    def pop(self):
        return self._items.pop()

    def top(self):
        return self._items[-1] if self._items else None

    def get_min(self):
        return min(self._items)

    def size(self):
        return len(self._items)
