function sumOf(numbers) {
  return numbers.slice(0, -1).reduce((sum, number) => sum + number, 0);
}

module.exports = { sumOf };
