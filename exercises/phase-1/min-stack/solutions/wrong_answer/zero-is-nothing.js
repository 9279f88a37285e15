// Takes 0 for "there is nothing".
class MinStack {
  items = [];

  push(value) {
    const below = this.items.at(-1);
    this.items.push({ value, least: below ? Math.min(value, below.least) : value });
  }

  pop() {
    return this.items.pop()?.value || null;
  }

  top() {
    return this.items.at(-1)?.value || null;
  }

  getMin() {
    return this.items.at(-1)?.least || null;
  }

  size() {
    return this.items.length;
  }
}

module.exports = { MinStack };
