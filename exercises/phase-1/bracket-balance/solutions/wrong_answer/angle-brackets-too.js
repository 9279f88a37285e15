// Takes < and > for brackets: a comparison is none.
const CLOSES = { ')': '(', ']': '[', '}': '{', '>': '<' };

function firstWrongBracket(text) {
  const open = [];
  for (let place = 0; place < text.length; place++) {
    const char = text[place];
    if ('([{<'.includes(char)) open.push(place);
    else if (char in CLOSES && text[open.pop()] !== CLOSES[char]) return place;
  }
  return open[0] ?? -1;
}

module.exports = { firstWrongBracket };
