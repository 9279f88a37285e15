"""Where in a statement an error is."""

SQLITE_OPEN_READONLY = 1


def lines_before_error(path, statement, message):
    """Lines of the statement before the word that SQLite stumbled over; 0 where it does not tell.

    SQLite knows, and Python does not hand it on: so it is asked again, by its C interface. The
    statement is prepared once more and not run, by a connection without a guard: never hand in one
    that was refused.
    """
    # Costs milliseconds, which only a statement that failed needs.
    import ctypes

    library = ctypes.CDLL("libsqlite3.so.0")
    library.sqlite3_errmsg.restype = ctypes.c_char_p
    database = ctypes.c_void_p()
    prepared = ctypes.c_void_p()
    encoded = statement.encode()
    try:
        library.sqlite3_open_v2(
            path.encode(), ctypes.byref(database), SQLITE_OPEN_READONLY, None
        )
        library.sqlite3_prepare_v2(database, encoded, -1, ctypes.byref(prepared), None)
        # Here the script's earlier statements may not have run: then this is another error.
        if library.sqlite3_errmsg(database).decode() != message:
            return 0
        found = library.sqlite3_error_offset(database)
        return 0 if found < 0 else encoded.count(b"\n", 0, found)
    finally:
        library.sqlite3_finalize(prepared)
        library.sqlite3_close(database)
