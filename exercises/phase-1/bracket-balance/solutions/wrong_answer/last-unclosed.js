// Gives the last bracket that is open, not the first.
const CLOSES = { ')': '(', ']': '[', '}': '{' };

function firstWrongBracket(text) {
  const open = [];
  for (let place = 0; place < text.length; place++) {
    const char = text[place];
    if ('([{'.includes(char)) open.push(place);
    else if (char in CLOSES && text[open.pop()] !== CLOSES[char]) return place;
  }
  return open.pop() ?? -1;
}

module.exports = { firstWrongBracket };
