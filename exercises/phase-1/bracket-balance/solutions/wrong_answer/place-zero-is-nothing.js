// Takes an open bracket at place 0 for none.
const CLOSES = { ')': '(', ']': '[', '}': '{' };

function firstWrongBracket(text) {
  const open = [];
  for (let place = 0; place < text.length; place++) {
    const char = text[place];
    if ('([{'.includes(char)) open.push(place);
    else if (char in CLOSES && text[open.pop()] !== CLOSES[char]) return place;
  }
  return open[0] || -1;
}

module.exports = { firstWrongBracket };
