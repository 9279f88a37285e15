function arrangements(letters) {
  if (letters === '') return [''];
  return [...new Set(letters)].flatMap((first) =>
    arrangements(letters.replace(first, '')).map((rest) => first + rest),
  );
}

module.exports = { arrangements };
