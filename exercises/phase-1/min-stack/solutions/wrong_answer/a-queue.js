// Takes the first number away, not the last.
class MinStack {
  items = [];

  push(value) {
    this.items.push(value);
  }

  pop() {
    return this.items.shift() ?? null;
  }

  top() {
    return this.items.at(-1) ?? null;
  }

  getMin() {
    return this.items.length === 0 ? null : Math.min(...this.items);
  }

  size() {
    return this.items.length;
  }
}

module.exports = { MinStack };
