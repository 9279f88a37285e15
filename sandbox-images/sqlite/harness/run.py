"""Runs scripts statement by statement."""

import math
import re
import sqlite3

from place import lines_before_error

# Blanks and comments, which may stand before a statement.
NOTHING = re.compile(r"(?:\s+|--[^\n]*|/\*.*?(?:\*/|\Z)|;)*", re.DOTALL)
# Beyond it a double loses digits: larger integers go out as text.
EXACT_INTEGER = 2**53
ROW_BYTES = 2
READ_ONLY = "this is to be a query: nothing may be changed"


class StatementError(Exception):
    """SQLite's complaint of a statement; `line` counts from 1 in its script."""

    def __init__(self, message, line):
        super().__init__(message)
        self.message = message
        self.line = line
        # Which of several scripts, where there are several.
        self.script = 0


class Stopped(Exception):
    """A limit that this process keeps itself."""

    def __init__(self, by):
        super().__init__(by)
        self.by = by


def statements(script):
    """(offset of its first word, text) of each, as SQLite itself finds their ends."""
    start = at = 0
    while (semicolon := script.find(";", at)) != -1:
        at = semicolon + 1
        if sqlite3.complete_statement(script[start:at]):
            yield from _statement(script, start, at)
            start = at
    yield from _statement(script, start, len(script))


def _statement(script, start, end):
    first = NOTHING.match(script, start, end).end()
    if first < end:
        yield first, script[first:end]


def run_script(opened, script):
    """The rows of the last statement that has any, or None."""
    rows = None
    for offset, statement in statements(script):
        found = run_statement(opened, script, offset, statement)
        rows = rows if found is None else found
    return rows


def run_statement(opened, script, offset, statement):
    opened.guard.refused = None
    try:
        cursor = opened.database.execute(statement)
        return None if cursor.description is None else read_rows(opened, cursor)
    except sqlite3.Error as error:
        stop = stop_of(error)
        if stop is not None:
            raise Stopped(stop) from error
        raise complaint(opened, script, offset, statement, error) from error
    except (ValueError, sqlite3.Warning) as error:
        # Python's own: half a character, or two statements where SQLite had seen the end of one.
        raise StatementError(str(error), line_of(script, offset)) from error


def complaint(opened, script, offset, statement, error):
    refused = opened.guard.refused
    if name_of(error) == "SQLITE_READONLY":
        refused = READ_ONLY
    line = line_of(script, offset)
    if refused is not None:
        # Never prepared again, without a guard: there are PRAGMAs that act when they are prepared.
        return StatementError(refused, line)
    return StatementError(str(error), line + lines_before_error(opened.path, statement, str(error)))


def line_of(script, offset):
    return script.count("\n", 0, offset) + 1


def read_rows(opened, cursor):
    """Rows up to the cap; those beyond count as output, and are dropped."""
    rows = []
    truncated = False
    for row in cursor:
        opened.output_bytes -= ROW_BYTES + sum(map(size_of, row))
        if opened.output_bytes < 0:
            raise Stopped("output")
        if len(rows) < opened.max_rows:
            rows.append([outgoing(value) for value in row])
        else:
            truncated = True
    columns = [column[0] for column in cursor.description]
    return {"columns": columns, "rows": rows, "truncated": truncated}


def only_rows(rows):
    if rows is None:
        raise StatementError("there is no query in it", None)
    return rows


def size_of(value):
    return len(value) if isinstance(value, (str, bytes)) else 8


def outgoing(value):
    """As JSON and the worker's type of a cell have it."""
    if isinstance(value, bytes):
        return "\\x" + value.hex()
    if isinstance(value, int) and abs(value) > EXACT_INTEGER:
        return str(value)
    if isinstance(value, float) and not math.isfinite(value):
        return "Infinity" if value > 0 else "-Infinity"
    return value


def stop_of(error):
    """The limit that an error of SQLite's means, or None."""
    name = name_of(error)
    if name in ("SQLITE_NOMEM", "SQLITE_IOERR_NOMEM"):
        return "memory"
    return "disk" if name == "SQLITE_FULL" or name.startswith("SQLITE_IOERR") else None


def name_of(error):
    """Python's own complaints have none."""
    return getattr(error, "sqlite_errorname", "")
