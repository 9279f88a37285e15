// In JavaScript null + 1 is 1: a missing reading counts as 0 degrees.
function summarise(readings) {
  if (readings.length === 0) return null;
  return {
    count: readings.length,
    lowest: Math.min(...readings),
    highest: Math.max(...readings),
    mean: readings.reduce((sum, reading) => sum + reading, 0) / readings.length,
  };
}

module.exports = { summarise };
