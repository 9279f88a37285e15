// Rounds the mean to one decimal.
function summarise(readings) {
  const known = readings.filter((reading) => reading !== null);
  if (known.length === 0) return null;
  const mean = known.reduce((sum, reading) => sum + reading, 0) / known.length;
  return {
    count: known.length,
    lowest: Math.min(...known),
    highest: Math.max(...known),
    mean: Number(mean.toFixed(1)),
  };
}

module.exports = { summarise };
