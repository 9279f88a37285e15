# The list belongs to the class: all stacks share it.
class MinStack:
    _items = []

    def push(self, value):
        self._items.append(value)

    def pop(self):
        return self._items.pop() if self._items else None

    def top(self):
        return self._items[-1] if self._items else None

    def get_min(self):
        return min(self._items) if self._items else None

    def size(self):
        return len(self._items)
