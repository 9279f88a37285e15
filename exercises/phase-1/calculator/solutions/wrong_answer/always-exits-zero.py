# Treats arguments like a line of input: the message goes to stdout, and the exit code is always 0.
import ast
import operator
import re
import sys

OPERATORS = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
}


def value_of(node):
    if isinstance(node, ast.Constant):
        return float(node.value)
    if isinstance(node, ast.UnaryOp):
        return -value_of(node.operand)
    return OPERATORS[type(node.op)](value_of(node.left), value_of(node.right))


def answer(text):
    words = re.findall(r"[0-9]+(?:\.[0-9]+)?|\S", text)
    if any(not re.fullmatch(r"[0-9]+(\.[0-9]+)?|[-+*/()]", word) for word in words):
        return "error: syntax"
    # Not the leading zeros of 007: Python would refuse them.
    words = [str(float(word)) if word[0].isdigit() else word for word in words]
    before = ["("] + words
    if any(w == "+" and b in list("(+-*/") for b, w in zip(before, words)):
        return "error: syntax"
    if any(a == b and a in "*/" for a, b in zip(words, words[1:])):
        return "error: syntax"
    if any(a == "(" and b == ")" for a, b in zip(words, words[1:])):
        return "error: syntax"
    if any(w == "(" and (b == ")" or b[0].isdigit()) for b, w in zip(before, words)):
        return "error: syntax"
    try:
        return value_of(ast.parse(" ".join(words), mode="eval").body)
    except ZeroDivisionError:
        return "error: division by zero"
    except SyntaxError:
        return "error: syntax"


lines = [" ".join(sys.argv[1:])] if len(sys.argv) > 1 else sys.stdin
for line in lines:
    if line.strip() or len(sys.argv) > 1:
        print(answer(line))
