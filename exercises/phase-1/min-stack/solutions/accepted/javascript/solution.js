class MinStack {
  /** Each number with the least one from there down. */
  #items = [];

  push(value) {
    const below = this.#items.at(-1);
    const least = below === undefined ? value : Math.min(value, below.least);
    this.#items.push({ value, least });
  }

  pop() {
    return this.#items.pop()?.value ?? null;
  }

  top() {
    return this.#items.at(-1)?.value ?? null;
  }

  getMin() {
    return this.#items.at(-1)?.least ?? null;
  }

  size() {
    return this.#items.length;
  }
}

module.exports = { MinStack };
