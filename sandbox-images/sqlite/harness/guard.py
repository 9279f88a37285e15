"""What SQL may do: everything in the database of the case, nothing beyond it.

SQLite asks for each step of a statement before it runs it, those of triggers and views included.
"""

import sqlite3

# About the database; what stands in brackets is a table or an index.
PRAGMAS_ASK = frozenset(
    """foreign_key_check foreign_key_list index_info index_list index_xinfo integrity_check
    quick_check table_info table_list table_xinfo""".split()
)
PRAGMAS_READ = frozenset(
    """application_id collation_list compile_options data_version encoding freelist_count
    function_list module_list page_count page_size pragma_list schema_version user_version""".split()
)
# Last no longer than the connection.
PRAGMAS_SET = frozenset(
    """automatic_index case_sensitive_like defer_foreign_keys foreign_keys recursive_triggers
    reverse_unordered_selects""".split()
)
FUNCTIONS = frozenset("edit fts3_tokenizer load_extension readfile writefile".split())
MODULES = frozenset("fts5 rtree".split())
RAW_TABLES = frozenset("dbstat sqlite_dbpage sqlite_stmt".split())


class Guard:
    """The authorizer of one connection; `refused` says why it last refused, for a learner."""

    def __init__(self):
        self.refused = None

    def authorize(self, action, first, second, _database, _trigger):
        self.refused = self._refusal(action, first, second) or self.refused
        return sqlite3.SQLITE_OK if self.refused is None else sqlite3.SQLITE_DENY

    def _refusal(self, action, first, second):
        if action in (sqlite3.SQLITE_ATTACH, sqlite3.SQLITE_DETACH):
            return "other databases cannot be attached here (nor VACUUM run)"
        if action == sqlite3.SQLITE_PRAGMA:
            return refused_pragma(first.lower(), second)
        if action == sqlite3.SQLITE_FUNCTION and second.lower() in FUNCTIONS:
            return f"the function {second} is not allowed here"
        if action == sqlite3.SQLITE_CREATE_VTABLE and second.lower() not in MODULES:
            return f"virtual tables of {second} are not allowed here"
        if action == sqlite3.SQLITE_READ and first.lower() in RAW_TABLES:
            return f"the table {first} cannot be read here"
        return None


def refused_pragma(name, argument):
    if name in PRAGMAS_SET or name in PRAGMAS_ASK:
        return None
    if name in PRAGMAS_READ and argument is None:
        return None
    return f"PRAGMA {name} is not allowed here"
