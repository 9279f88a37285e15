"""Asks SQLite what the worker wants to know, one request a line (theory of operation).

The learner hands in SQL, not code. So this process is trusted as a database server is: what it runs
for the learner can do no more than SQL can, and `guard` takes from SQL what reaches beyond the
case's own database. What it knows is what the worker sent: the schema and datasets of this case and
those before it, never an expected value.

Databases are files in /work. A template holds the schema and one dataset; each case gets a copy of
it. Every request opens a connection of its own and closes it, so that nothing of a session lasts
(settings, temporary tables, an open transaction); what a learner leaves in the file (triggers,
views) runs under the same guard later. Time is the warden's to keep: a request that takes too long
ends this process, and the worker starts another.

Requests are JSON, one a line: {"id": WORD, "op": NAME, ...}. An answer is a line of the id and
{"done": VALUE}, {"error": {"message", "line", "script"}} or {"stopped": "memory" | "disk" | "output"}.
"""

import json
import shutil
import sqlite3
import sys

from connection import connect, limit_memory
from inspect_tables import inspect_tables
from plan import explain
from run import Stopped, StatementError, only_rows, run_script, stop_of

CASE = "/work/case.db"
COPY = "/work/probe.db"


class Case:
    """The databases of this process, and which of them is the open case's."""

    def __init__(self):
        self.path = None
        self.settings = {}

    def limit(self, heap_bytes, **settings):
        limit_memory(heap_bytes)
        self.settings = settings

    def template(self, name, scripts):
        """Makes a template; an error tells in which script."""
        path = template_path(name)
        # Without a statement SQLite makes no file, and an empty one is a database.
        open(path, "wb").close()
        with connect(path, self.settings) as opened:
            for index, script in enumerate(scripts):
                try:
                    run_script(opened, script)
                except StatementError as error:
                    error.script = index
                    raise
            if opened.database.in_transaction:
                opened.database.execute("COMMIT")

    def open(self, name, copied):
        self.path = CASE if copied else template_path(name)
        if copied:
            shutil.copyfile(template_path(name), CASE)

    def submit(self, sql, reads):
        with connect(self.path, self.settings, reads=reads) as opened:
            return run_script(opened, sql)

    def query(self, sql):
        with connect(self.path, self.settings, reads=True) as opened:
            return only_rows(run_script(opened, sql))

    def probe(self, sql, keep):
        """In a copy unless it is kept, and committed there: what is deferred is checked as well."""
        path = self.path if keep else COPY
        if not keep:
            shutil.copyfile(self.path, COPY)
        with connect(path, self.settings) as opened:
            try:
                run_script(opened, sql)
                if opened.database.in_transaction:
                    opened.database.execute("COMMIT")
            except (StatementError, sqlite3.Error) as error:
                if not isinstance(error, StatementError) and stop_of(error) is not None:
                    raise
                return {"accepted": False, "error": str(error), "sqlstate": None}
        return {"accepted": True, "error": None, "sqlstate": None}

    def tables(self):
        with connect(self.path, self.settings, reads=True) as opened:
            return inspect_tables(opened.database)

    def explain(self, sql, reads):
        with connect(self.path, self.settings, reads=reads) as opened:
            return explain(opened, sql)


def template_path(name):
    return f"/work/template-{int(name)}.db"


def answer(case, request):
    operation = getattr(case, request.pop("op"))
    try:
        return {"done": operation(**request)}
    except Stopped as stopped:
        return {"stopped": stopped.by}
    except StatementError as error:
        return {"error": {"message": error.message, "line": error.line, "script": error.script}}
    except MemoryError:
        return {"stopped": "memory"}
    except OSError:
        # Of the copies: there is no room in /work.
        return {"stopped": "disk"}
    except sqlite3.Error as error:
        stop = stop_of(error)
        if stop is not None:
            return {"stopped": stop}
        return {"error": {"message": str(error), "line": None, "script": 0}}


def serve():
    case = Case()
    for line in sys.stdin.buffer:
        request = json.loads(line)
        number = request.pop("id")
        said = json.dumps(answer(case, request), ensure_ascii=False, allow_nan=False)
        sys.stdout.buffer.write(f"{number} {said}\n".encode("utf-8", "replace"))
        sys.stdout.buffer.flush()
