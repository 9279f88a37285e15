"""A connection for one request, with what SQL may do on it."""

import contextlib
import sqlite3

from guard import Guard

# A page of SQLite's is 4 KiB unless somebody changes it, which the guard does not allow.
PAGE_BYTES = 4096
# One string or blob. SQLite's own bound is a gigabyte.
VALUE_BYTES = 16 * 1024 * 1024
LIMITS = (
    (sqlite3.SQLITE_LIMIT_LENGTH, VALUE_BYTES),
    (sqlite3.SQLITE_LIMIT_ATTACHED, 0),
    (sqlite3.SQLITE_LIMIT_WORKER_THREADS, 0),
)


class Opened:
    """A connection, its guard, and the bytes of rows that may still come out of it."""

    def __init__(self, path, settings, reads):
        # A database that is only read may be a template, which must never change.
        mode = "ro" if reads else "rwc"
        self.path = path
        self.output_bytes = settings["output_bytes"]
        self.max_rows = settings["max_rows"]
        self.database = sqlite3.connect(f"file:{path}?mode={mode}", uri=True, isolation_level=None)
        for limit, value in LIMITS:
            self.database.setlimit(limit, value)
        self.database.text_factory = decode
        # Nothing here outlives the cell: no journal on disk, no waiting for one.
        for pragma in (
            "journal_mode = MEMORY",
            "synchronous = OFF",
            "temp_store = MEMORY",
            "trusted_schema = OFF",
            "foreign_keys = ON",
            f"max_page_count = {settings['disk_bytes'] // PAGE_BYTES}",
        ):
            self.database.execute(f"PRAGMA {pragma}")
        self.guard = Guard()
        self.database.set_authorizer(self.guard.authorize)


@contextlib.contextmanager
def connect(path, settings, *, reads=False):
    """Closing it rolls back what is open. `reads`: it may read, and make temporary tables."""
    opened = Opened(path, settings, reads)
    try:
        yield opened
    finally:
        opened.database.close()


def decode(text):
    return text.decode("utf-8", "replace")


def limit_memory(heap_bytes):
    """Of SQLite in this process, all connections together; it then refuses to take more."""
    with contextlib.closing(sqlite3.connect(":memory:")) as database:
        database.execute(f"PRAGMA hard_heap_limit = {int(heap_bytes)}")
