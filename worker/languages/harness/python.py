# Serves the cases of one submission to the learner's function, one at a time (theory of operation
# in worker/graders/function/harness-process.ts). It holds no expected value and no later case; what
# the learner's code does to it from inside the same process can cost the learner cases, no more.
#
# Everything that is needed later is taken before the learner's code is loaded: whatever that
# replaces (json, print, sys.stdout), this file does not notice. `python -P`: nothing of /app is
# imported before it is meant to be.
import os
import sys

from _json import encode_basestring_ascii as _quote, make_scanner as _make_scanner

MAX_NODES = 1_000_000
MAX_DEPTH = 24
MAX_DIGITS = 4000
MAX_FRAMES = 12
MAX_MESSAGE = 2000
LARGEST_NUMBER = 2**53 - 1

_read, _write, _getpid, _leave = os.read, os.write, os.getpid, os._exit
_bool, _dict, _float, _int, _isinstance, _iter, _len, _list, _next, _repr, _set, _str, _tuple, _type = (
    bool, dict, float, int, isinstance, iter, len, list, next, repr, set, str, tuple, type,
)  # fmt: skip
_getattr, _hasattr, _id, _zip, _range, _any = getattr, hasattr, id, zip, range, any
_Base, _Exit, _Attribute = BaseException, SystemExit, AttributeError
_int_repr, _float_repr = int.__repr__, float.__repr__


def _constant(name):
    raise ValueError(name)


class _Context:
    strict = True
    object_hook = None
    object_pairs_hook = None
    parse_float = float
    parse_int = int
    parse_constant = _constant
    memo = {}


_scan = _make_scanner(_Context)


class Other(Exception):
    """A result that is no value of any type; holds its text."""


class Codec:
    """Values between JSON and Python, by their declared types."""

    def __init__(self, records, classes):
        self.records = records
        self.classes = classes

    def decode(self, kind, value):
        name = kind["type"]
        if name == "nullable":
            return None if value is None else self.decode(kind["of"], value)
        if name == "array":
            return [self.decode(kind["of"], item) for item in value]
        if name == "map":
            return {key: self.decode(kind["of"], item) for key, item in value.items()}
        if name == "linkedList":
            head = None
            for item in reversed(value):
                head = self.classes["ListNode"](self.decode(kind["of"], item), head)
            return head
        if name == "tree":
            return self._decode_tree(kind["of"], value)
        if name == "record":
            fields = self.records[kind["name"]]
            values = [self.decode(of, value[written]) for written, _, of in fields]
            return self.classes[kind["name"]](*values)
        if name == "float":
            return _float(value["$float"] if _type(value) is _dict else value)
        if _type(value) is _dict:
            return _int(value["$int"])
        return value

    def _decode_tree(self, kind, value):
        if not value or value[0] is None:
            return None
        node_class = self.classes["TreeNode"]
        root = node_class(self.decode(kind, value[0]))
        level, at = [root], 1
        while level and at < len(value):
            below = []
            for node in level:
                for side in ("left", "right"):
                    if at < len(value) and value[at] is not None:
                        child = node_class(self.decode(kind, value[at]))
                        setattr(node, side, child)
                        below.append(child)
                    at += 1
            level = below
        return root

    def encode(self, kind, value):
        """JSON text. What does not fit its type is told as it is; it compares as different."""
        try:
            return self._encode(kind, value, 0)
        except Other as other:
            return '{"$other": ' + _quote(other.args[0]) + "}"

    def _encode(self, kind, value, depth):
        if kind is None or depth > MAX_DEPTH:
            return self._encode_any(value, depth)
        name = kind["type"]
        if name == "nullable":
            return "null" if value is None else self._encode(kind["of"], value, depth)
        if name == "array" and _isinstance(value, (_list, _tuple)):
            of = kind["of"]
            return "[" + ",".join([self._encode(of, item, depth + 1) for item in value]) + "]"
        if name == "map" and _isinstance(value, _dict):
            return self._encode_dict(kind["of"], value, depth)
        if name == "linkedList" and (value is None or _hasattr(value, "next")):
            return self._encode_list(kind["of"], value, depth)
        if name == "tree" and (value is None or _hasattr(value, "left")):
            return self._encode_tree(kind["of"], value, depth)
        if name == "record":
            return self._encode_record(kind, value, depth)
        return self._encode_any(value, depth)

    def _encode_list(self, kind, node, depth):
        parts, seen = [], _set()
        while node is not None:
            if _id(node) in seen:
                raise Other("<linked list with a cycle>")
            if _len(parts) >= MAX_NODES:
                raise Other("<linked list without an end>")
            seen.add(_id(node))
            parts.append(self._encode(kind, node.val, depth + 1))
            node = node.next
        return "[" + ",".join(parts) + "]"

    def _encode_tree(self, kind, root, depth):
        parts, seen, level = [], _set(), [root]
        while level:
            below = []
            for node in level:
                if node is None:
                    parts.append("null")
                    continue
                if _id(node) in seen:
                    raise Other("<tree with a node that occurs twice>")
                if _len(seen) >= MAX_NODES:
                    raise Other("<tree without an end>")
                seen.add(_id(node))
                parts.append(self._encode(kind, node.val, depth + 1))
                below.append(node.left)
                below.append(node.right)
            level = below if _any(node is not None for node in below) else []
        while parts and parts[-1] == "null":
            parts.pop()
        return "[" + ",".join(parts) + "]"

    def _encode_record(self, kind, value, depth):
        fields = self.records[kind["name"]]
        if value is None or not _hasattr(value, fields[0][1]):
            return self._encode_any(value, depth)
        parts = []
        for written, attribute, of in fields:
            if not _hasattr(value, attribute):
                raise Other("<" + kind["name"] + " without " + attribute + ">")
            field = self._encode(of, _getattr(value, attribute), depth + 1)
            parts.append(_quote(written) + ":" + field)
        return "{" + ",".join(parts) + "}"

    def _encode_dict(self, kind, value, depth):
        parts = []
        for key, item in value.items():
            # "$" would make it look like one of our own tags.
            if not _isinstance(key, _str) or key.startswith("$"):
                raise Other(describe(value))
            parts.append(_quote(key) + ":" + self._encode(kind, item, depth + 1))
        return "{" + ",".join(parts) + "}"

    def _encode_any(self, value, depth):
        if value is None:
            return "null"
        if value is True:
            return "true"
        if value is False:
            return "false"
        if _isinstance(value, _str):
            return _quote(value)
        if _isinstance(value, _int):
            if -LARGEST_NUMBER <= value <= LARGEST_NUMBER:
                return _int_repr(value)
            if _int.bit_length(value) > 3 * MAX_DIGITS:
                raise Other("<int of " + _int_repr(_int.bit_length(value)) + " bits>")
            return '{"$int":"' + _int_repr(value) + '"}'
        if _isinstance(value, _float):
            if value != value:
                return '{"$float":"NaN"}'
            if value in (INFINITY, -INFINITY):
                return '{"$float":"Infinity"}' if value > 0 else '{"$float":"-Infinity"}'
            return _float_repr(value)
        if depth < MAX_DEPTH:
            if _isinstance(value, (_list, _tuple)):
                return "[" + ",".join([self._encode_any(item, depth + 1) for item in value]) + "]"
            if _isinstance(value, _dict):
                return self._encode_dict(None, value, depth)
        raise Other(describe(value))


INFINITY = float("inf")


def describe(value):
    try:
        text = _repr(value)
        if _isinstance(text, _str):
            return text[:MAX_MESSAGE]
    except _Base:
        pass
    return "<" + _type(value).__name__ + ">"


def tell(error, app, own_file, sources):
    """An exception as JSON, its trace limited to the learner's own lines."""
    try:
        message = _str(error)[:MAX_MESSAGE]
    except _Base:
        message = ""
    frames = []
    trace = error.__traceback__
    while trace is not None:
        code = trace.tb_frame.f_code
        if code.co_filename.startswith(app) and code.co_filename != own_file:
            frames.append((code.co_filename, trace.tb_lineno, code.co_name))
        trace = trace.tb_next
    if len(frames) > MAX_FRAMES:
        frames = frames[: MAX_FRAMES // 2] + [None] + frames[-MAX_FRAMES // 2 :]
    lines = []
    for frame in frames:
        if frame is None:
            lines.append("  ...")
            continue
        path, number, name = frame
        if path not in sources:
            try:
                with open(path, encoding="utf-8", errors="replace") as file:
                    sources[path] = file.read(1_000_000).split("\n")
            except OSError:
                sources[path] = []
        lines.append('  File "%s", line %s, in %s' % (path[len(app) :], number, name))
        if number is not None and 0 < number <= len(sources[path]):
            lines.append("    " + sources[path][number - 1].strip()[:200])
    return '{"type":%s,"message":%s,"trace":%s}' % (
        _quote(_type(error).__name__),
        _quote(message),
        _quote("\n".join(lines)),
    )


class Harness:
    def __init__(self):
        # The learner's code finds an empty stdin, and a stdout that is stderr.
        self.commands = os.dup(0)
        self.answers = os.dup(1)
        nothing = os.open("/dev/null", os.O_RDONLY)
        os.dup2(nothing, 0)
        os.close(nothing)
        os.dup2(2, 1)
        sys.stdout.reconfigure(line_buffering=True)
        self.streams = (sys.stdout, sys.stderr)
        self.waiting = b""
        self.process = _getpid()
        self.own_file = os.path.abspath(__file__)
        self.app = os.path.dirname(self.own_file) + "/"
        self.sources = {}
        self.spec = self.next()
        self.codec = None

    def next(self):
        """The next command, or the end of the process."""
        chunks = [self.waiting]
        while b"\n" not in chunks[-1]:
            chunk = _read(self.commands, 1 << 18)
            if chunk == b"":
                _leave(0)
            chunks.append(chunk)
        line, _, self.waiting = b"".join(chunks).partition(b"\n")
        return _scan(line.decode(), 0)[0]

    def say(self, nonce, body):
        for stream in (sys.stdout, sys.stderr, *self.streams):
            try:
                stream.flush()
            except _Base:
                pass
        self.write(2, ("\x1e" + nonce + "\n").encode())
        self.write(self.answers, (nonce + " " + body + "\n").encode())

    def write(self, descriptor, data):
        try:
            while data:
                data = data[_write(descriptor, data) :]
        except OSError:
            pass

    def load(self):
        """The learner's function or class; or None, the reason being said."""
        spec = self.spec
        classes = {}
        exec(compile(spec["types"], "<provided>", "exec"), classes)
        del classes["__builtins__"]
        builtins = sys.modules["builtins"]
        for name, value in classes.items():
            value.__module__ = "builtins"
            setattr(builtins, name, value)
        self.codec = Codec(spec["records"], classes)
        module = _type(sys)("solution")
        module.__file__ = self.app + spec["file"]
        sys.modules["solution"] = module
        sys.path.insert(0, self.app[:-1])
        try:
            with open(module.__file__, "rb") as file:
                code = compile(file.read(), module.__file__, "exec", dont_inherit=True)
            exec(code, module.__dict__)
        except _Base as error:
            self.say(spec["nonce"], '{"loadError":%s}' % self.tell(error))
            return None
        target = module.__dict__.get(spec["name"])
        if not callable(target) or (spec["form"] == "class" and not isinstance(target, type)):
            self.say(spec["nonce"], '{"missing":%s}' % self.lookalikes(module))
            return None
        # No marker: what was printed so far belongs to the first case.
        self.write(self.answers, (spec["nonce"] + ' {"ready":true}\n').encode())
        return target

    def lookalikes(self, module):
        names = [
            name
            for name, value in module.__dict__.items()
            if callable(value) and getattr(value, "__module__", None) == "solution"
        ]
        return "[" + ",".join(_quote(name) for name in names[:20]) + "]"

    def tell(self, error):
        try:
            return tell(error, self.app, self.own_file, self.sources)
        except _Base:
            return '{"type":"Exception","message":"","trace":""}'

    def serve(self, target):
        serve = self.construct_and_call if self.spec["form"] == "class" else self.call
        while True:
            case = self.next()
            body = serve(target, case)
            # A copy of this process that the learner's code made must not serve the next case.
            if _getpid() != self.process:
                _leave(0)
            self.say(case["nonce"], body)

    def call(self, target, case):
        spec, codec = self.spec, self.codec
        given = [codec.decode(kind, value) for kind, value in _zip(spec["parameters"], case["arguments"])]
        try:
            return '{"results":[' + codec.encode(spec["returns"], target(*given)) + '],"error":null}'
        except _Base as error:
            return '{"results":[],"error":' + self.tell(error) + "}"

    def construct_and_call(self, target, case):
        spec, codec = self.spec, self.codec
        methods = spec["methods"]
        given = [codec.decode(kind, value) for kind, value in _zip(spec["parameters"], case["construct"])]
        calls = [
            (name, methods[name]["returns"], [
                codec.decode(kind, value)
                for kind, value in _zip(methods[name]["parameters"], values)
            ])
            for name, values in case["calls"]
        ]  # fmt: skip
        results = []
        try:
            instance = target(*given)
            for name, returns, values in calls:
                value = _getattr(instance, name)(*values)
                results.append("null" if returns is None else codec.encode(returns, value))
            error = "null"
        except _Base as raised:
            error = self.tell(raised)
        return '{"results":[' + ",".join(results) + '],"error":' + error + "}"


def main():
    harness = Harness()
    target = harness.load()
    if target is None:
        # Neither exit handlers nor threads of the learner's: it is over.
        _leave(0)
    harness.serve(target)


main()
