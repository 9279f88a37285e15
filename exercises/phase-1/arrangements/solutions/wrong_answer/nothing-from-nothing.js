// Stops with no arrangement at all; then there is nothing to put a letter before.
function arrangements(letters) {
  if (letters.length === 0) return [];
  if (letters.length === 1) return [letters];
  return [...new Set(letters)].flatMap((first) =>
    arrangements(letters.replace(first, '')).map((rest) => first + rest),
  );
}

module.exports = { arrangements };
