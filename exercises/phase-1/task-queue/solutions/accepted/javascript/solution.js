class TaskQueue {
  #maxAttempts;
  /** Waiting tasks from #front on; what is before was taken. */
  #queue = [];
  #front = 0;
  /** Of every task that waits or runs. */
  #attempts = new Map();
  #running = new Set();
  #dead = [];

  constructor(maxAttempts) {
    this.#maxAttempts = maxAttempts;
  }

  add(task) {
    if (this.#attempts.has(task)) return false;
    this.#attempts.set(task, 0);
    this.#queue.push(task);
    return true;
  }

  take() {
    if (this.waiting() === 0) return null;
    const task = this.#queue[this.#front++];
    this.#attempts.set(task, this.#attempts.get(task) + 1);
    this.#running.add(task);
    return task;
  }

  complete(task) {
    if (!this.#running.delete(task)) return false;
    this.#attempts.delete(task);
    return true;
  }

  fail(task) {
    if (!this.#running.has(task)) return false;
    if (this.#attempts.get(task) === this.#maxAttempts) {
      this.#dead.push(task);
      return this.complete(task);
    }
    this.#running.delete(task);
    this.#queue.push(task);
    return true;
  }

  waiting() {
    return this.#queue.length - this.#front;
  }

  dead() {
    return [...this.#dead];
  }
}

module.exports = { TaskQueue };
