class Counter {
  constructor(start) {
    this.value = start;
  }

  add(amount) {
    this.value = amount;
  }

  total() {
    return this.value;
  }
}

module.exports = { Counter };
