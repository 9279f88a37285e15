// Takes the task that came last.
class TaskQueue {
  constructor(maxAttempts) {
    Object.assign(this, { maxAttempts, queue: [], attempts: new Map(), running: new Set() });
    this.over = [];
  }

  add(task) {
    if (this.attempts.has(task)) return false;
    this.attempts.set(task, 0);
    this.queue.push(task);
    return true;
  }

  take() {
    const task = this.queue.pop() ?? null;
    if (task === null) return null;
    this.attempts.set(task, this.attempts.get(task) + 1);
    this.running.add(task);
    return task;
  }

  complete(task) {
    if (!this.running.delete(task)) return false;
    return this.attempts.delete(task);
  }

  fail(task) {
    if (!this.running.delete(task)) return false;
    if (this.attempts.get(task) < this.maxAttempts) this.queue.push(task);
    else this.over.push(task);
    return true;
  }

  waiting() {
    return this.queue.length;
  }

  dead() {
    return this.over;
  }
}

module.exports = { TaskQueue };
