"""What EXPLAIN says of a statement, as the worker's SqlPlanFound has it."""

import re

from run import StatementError, run_statement, statements

EXPLAINABLE = re.compile(
    r"(EXPLAIN\s+(QUERY\s+PLAN\s+)?)?(?=SELECT|WITH|VALUES|INSERT|REPLACE|UPDATE|DELETE)", re.I
)
NOTHING_TO_EXPLAIN = "There is no statement to explain: no SELECT, INSERT, UPDATE or DELETE."
INDEX = re.compile(r" USING (?:COVERING )?INDEX (.+?)(?: \(.*\))?$")
ROWID = " USING INTEGER PRIMARY KEY"
STEPS = ("Rewind", "Last", "Count")
OPENS = ("OpenRead", "OpenWrite")
MAIN = 0


def explain(opened, script):
    """The plan of the last statement that has one; nothing is run."""
    found = [one for one in statements(script) if EXPLAINABLE.match(one[1])]
    if not found:
        raise StatementError(NOTHING_TO_EXPLAIN, None)
    offset, statement = found[-1]
    bare = EXPLAINABLE.sub("", statement, count=1)
    nodes = run_statement(opened, script, offset, f"EXPLAIN QUERY PLAN {bare}")["rows"]
    details = [detail for (_, _, _, detail) in nodes]
    code = run_statement(opened, script, offset, f"EXPLAIN {bare}")["rows"]
    return {
        "indexes": indexes_of(details),
        "scans": scans_of(opened.database, details, code),
        "maxRows": None,
        "text": tree_of(nodes),
    }


def indexes_of(details):
    names = [match[1] for match in map(INDEX.search, details) if match is not None]
    rowid = ["INTEGER PRIMARY KEY"] if any(ROWID in detail for detail in details) else []
    return list(dict.fromkeys(names + rowid))


def scans_of(database, details, code):
    """Tables of which all rows, or all of an index, are read.

    The plan's own words name a table by its alias, so the byte code is asked which trees of the file
    are stepped through. A step to the end alone is how a minimum is found: the plan then does not
    say SCAN. An automatic index is made from the whole table.
    """
    scanned = [detail for detail in details if detail.startswith("SCAN") or " AUTOMATIC " in detail]
    if not scanned:
        return []
    trees = {
        root: (kind, name, table)
        for (kind, name, table, root) in database.execute(
            "SELECT type, name, tbl_name, rootpage FROM sqlite_schema WHERE rootpage > 0"
        )
    }
    cursors = {row[2]: row[3] for row in code if row[1] in OPENS and row[4] == MAIN}
    found = []
    for row in code:
        kind, name, table = trees.get(cursors.get(row[2]), (None, None, None))
        if row[1] not in STEPS or table is None:
            continue
        if kind == "table" or any(f" INDEX {name}" in detail for detail in scanned):
            found.append(table)
    return list(dict.fromkeys(found))


def tree_of(nodes):
    depths = {0: 0}
    lines = []
    for number, parent, _, detail in nodes:
        depths[number] = depths.get(parent, 0) + 1
        lines.append("  " * (depths[number] - 1) + detail)
    return "\n".join(lines)
