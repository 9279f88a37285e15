const CLOSES = { ')': '(', ']': '[', '}': '{' };

function firstWrongBracket(text) {
  const open = [];
  for (let place = 0; place < text.length; place++) {
    const char = text[place];
    if ('([{'.includes(char)) open.push(place);
    else if (char in CLOSES) {
      if (open.length === 0 || text[open.at(-1)] !== CLOSES[char]) return place;
      open.pop();
    }
  }
  return open[0] ?? -1;
}

module.exports = { firstWrongBracket };
