function summarise(readings) {
  const known = readings.filter((reading) => reading !== null);
  if (known.length === 0) return null;
  return {
    count: known.length,
    lowest: Math.min(...known),
    highest: Math.max(...known),
    mean: known.reduce((sum, reading) => sum + reading, 0) / known.length,
  };
}

module.exports = { summarise };
