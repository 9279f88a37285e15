"""Command-line calculator: tokens, then a tree, then a value.

The tree is built completely before anything is calculated, so a syntax error anywhere in the line
is found first, whatever the line divides by.
"""

import operator
import re
import sys

TOKEN = re.compile(r"[0-9]+(?:\.[0-9]+)?|[-+*/()]")
OPERATORS = {
    "+": operator.add,
    "-": operator.sub,
    "*": operator.mul,
    "/": operator.truediv,
}

EXIT_SYNTAX = 2
EXIT_DIVISION_BY_ZERO = 3


class ExpressionSyntaxError(Exception):
    """The text is not an expression."""

    def __init__(self):
        super().__init__("syntax")


class DivisionByZero(Exception):
    """The expression is well formed, and has no value."""

    def __init__(self):
        super().__init__("division by zero")


def tokenize(text):
    """Cut "2+30" into ["2", "+", "30"]."""
    tokens = []
    position = 0
    while position < len(text):
        if text[position].isspace():
            position += 1
            continue
        match = TOKEN.match(text, position)
        if match is None:
            raise ExpressionSyntaxError
        tokens.append(match.group())
        position = match.end()
    return tokens


class Parser:
    """Recursive descent: one method for each line of the grammar.

    A node of the tree is a number, or a tuple (operator, left, right).
    """

    def __init__(self, tokens):
        self.tokens = tokens
        self.position = 0

    def parse(self):
        tree = self.expression()
        if self.position < len(self.tokens):
            raise ExpressionSyntaxError  # something is left over, as in "1 2" or "(1))"
        return tree

    def expression(self):
        return self.operators("+-", self.term)

    def term(self):
        return self.operators("*/", self.factor)

    def operators(self, symbols, operand):
        """operand { symbol operand }, growing to the left: 8 - 3 - 2 is (8 - 3) - 2."""
        tree = operand()
        while self.peek() is not None and self.peek() in symbols:
            symbol = self.take()
            tree = (symbol, tree, operand())
        return tree

    def factor(self):
        token = self.take()
        if token == "-":
            return ("-", 0.0, self.factor())
        if token == "(":
            tree = self.expression()
            if self.take() != ")":
                raise ExpressionSyntaxError
            return tree
        if token[0].isdigit():
            return float(token)
        raise ExpressionSyntaxError

    def peek(self):
        return self.tokens[self.position] if self.position < len(self.tokens) else None

    def take(self):
        token = self.peek()
        if token is None:
            raise ExpressionSyntaxError
        self.position += 1
        return token


def calculate(tree):
    if isinstance(tree, float):
        return tree
    symbol, left_tree, right_tree = tree
    left = calculate(left_tree)
    right = calculate(right_tree)
    if symbol == "/" and right == 0:
        raise DivisionByZero
    return OPERATORS[symbol](left, right)


def evaluate(text):
    return calculate(Parser(tokenize(text)).parse())


def format_number(value):
    """Whole numbers without a point, and 0.3 rather than 0.30000000000000004."""
    return f"{value:.15g}"


def evaluate_arguments(arguments):
    """Print the value; return the exit code."""
    try:
        print(format_number(evaluate(" ".join(arguments))))
    except ExpressionSyntaxError as error:
        print(f"error: {error}", file=sys.stderr)
        return EXIT_SYNTAX
    except DivisionByZero as error:
        print(f"error: {error}", file=sys.stderr)
        return EXIT_DIVISION_BY_ZERO
    return 0


def evaluate_lines(lines):
    for line in lines:
        if not line.strip():
            continue
        try:
            print(format_number(evaluate(line)))
        except (ExpressionSyntaxError, DivisionByZero) as error:
            print(f"error: {error}")


def main():
    arguments = sys.argv[1:]
    if arguments:
        sys.exit(evaluate_arguments(arguments))
    evaluate_lines(sys.stdin)


if __name__ == "__main__":
    main()
