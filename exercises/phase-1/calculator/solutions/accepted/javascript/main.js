/*
 * Command-line calculator with two stacks (Dijkstra's shunting-yard algorithm): operators wait on
 * one stack until an operator that binds no tighter arrives, and then move to the postfix program,
 * where every operator stands behind its operands. The postfix program is run on a stack of values.
 *
 * The whole line is translated before anything is calculated, so a syntax error anywhere in it is
 * found first, whatever the line divides by.
 */
const { readFileSync } = require('node:fs');

const TOKEN = /[0-9]+(?:\.[0-9]+)?|[-+*/()]/y;
const NEGATE = 'negate';
const BINDING = { '+': 1, '-': 1, '*': 2, '/': 2, [NEGATE]: 3 };
const EXIT_CODES = { syntax: 2, 'division by zero': 3 };

class ExpressionError extends Error {}

const syntaxError = () => new ExpressionError('syntax');

/** Cuts "2+30" into ["2", "+", "30"]. */
function tokenize(text) {
  const tokens = [];
  let position = 0;
  while (position < text.length) {
    if (/\s/.test(text[position])) {
      position += 1;
      continue;
    }
    TOKEN.lastIndex = position;
    const match = TOKEN.exec(text);
    if (match === null) throw syntaxError();
    tokens.push(match[0]);
    position = TOKEN.lastIndex;
  }
  return tokens;
}

/** Translates tokens into postfix order: 2 + 3 * 4 becomes 2 3 4 * +. */
function toPostfix(tokens) {
  const postfix = [];
  const waiting = [];
  // True at the start, after an operator and after "(": a number must come, not an operator.
  let operandExpected = true;

  for (const token of tokens) {
    if (operandExpected) {
      if (token === '-') {
        waiting.push(NEGATE);
      } else if (token === '(') {
        waiting.push(token);
      } else if (/^[0-9]/.test(token)) {
        postfix.push(Number(token));
        operandExpected = false;
      } else {
        throw syntaxError();
      }
    } else if (token === ')') {
      while (waiting.length > 0 && waiting.at(-1) !== '(') postfix.push(waiting.pop());
      if (waiting.pop() !== '(') throw syntaxError();
    } else if (token in BINDING) {
      while (waiting.length > 0 && BINDING[waiting.at(-1)] >= BINDING[token]) {
        postfix.push(waiting.pop());
      }
      waiting.push(token);
      operandExpected = true;
    } else {
      throw syntaxError();
    }
  }
  if (operandExpected || waiting.includes('(')) throw syntaxError();
  return postfix.concat(waiting.reverse());
}

function calculate(postfix) {
  const values = [];
  for (const step of postfix) {
    if (typeof step === 'number') {
      values.push(step);
    } else if (step === NEGATE) {
      values.push(-values.pop());
    } else {
      const right = values.pop();
      const left = values.pop();
      values.push(apply(step, left, right));
    }
  }
  return values[0];
}

function apply(operator, left, right) {
  switch (operator) {
    case '+':
      return left + right;
    case '-':
      return left - right;
    case '*':
      return left * right;
    default:
      if (right === 0) throw new ExpressionError('division by zero');
      return left / right;
  }
}

const evaluate = (text) => calculate(toPostfix(tokenize(text)));

/** 0.3 rather than 0.30000000000000004. */
const formatNumber = (value) => String(Number(value.toPrecision(15)));

/** Prints the value; returns the exit code. */
function evaluateArguments(words) {
  try {
    console.log(formatNumber(evaluate(words.join(' '))));
    return 0;
  } catch (error) {
    if (!(error instanceof ExpressionError)) throw error;
    console.error(`error: ${error.message}`);
    return EXIT_CODES[error.message];
  }
}

function evaluateLine(line) {
  try {
    return formatNumber(evaluate(line));
  } catch (error) {
    if (!(error instanceof ExpressionError)) throw error;
    return `error: ${error.message}`;
  }
}

const words = process.argv.slice(2);
if (words.length > 0) {
  process.exitCode = evaluateArguments(words);
} else {
  const lines = readFileSync(0, 'utf8').split('\n');
  const answers = lines.filter((line) => line.trim() !== '').map(evaluateLine);
  if (answers.length > 0) console.log(answers.join('\n'));
}
