"""The tables that are there: columns and keys, as the worker's SqlTableFound has them."""


def inspect_tables(database):
    names = database.execute(
        "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'"
    ).fetchall()
    keys = {name.lower(): primary_key(database, name) for (name,) in names}
    return [inspect_table(database, name, keys) for (name,) in names]


def inspect_table(database, name, keys):
    columns = columns_of(database, name)
    return {
        "name": name,
        "columns": [
            {"name": column, "type": type_, "nullable": not (not_null or is_rowid(columns, row))}
            for row in columns
            for (column, type_, not_null, _) in [row]
        ],
        "primaryKey": keys[name.lower()],
        "unique": unique_keys(database, name),
        "foreignKeys": foreign_keys(database, name, keys),
    }


def columns_of(database, name):
    """Generated columns included, hidden ones of virtual tables not."""
    return database.execute(
        'SELECT name, type, "notnull", pk FROM pragma_table_xinfo(?) WHERE hidden <> 1', (name,)
    ).fetchall()


def is_rowid(columns, column):
    """An INTEGER PRIMARY KEY alone never holds NULL; any other key of SQLite's may."""
    keys = [one for one in columns if one[3] > 0]
    return keys == [column] and column[1].upper() == "INTEGER"


def primary_key(database, name):
    keys = [(pk, column) for (column, _, _, pk) in columns_of(database, name) if pk > 0]
    return [column for (_, column) in sorted(keys)]


def unique_keys(database, name):
    """Unique constraints and indexes without a condition and of plain columns."""
    indexes = database.execute(
        'SELECT name FROM pragma_index_list(?) WHERE "unique" = 1 AND partial = 0 AND origin <> \'pk\'',
        (name,),
    ).fetchall()
    keys = [
        [column for (column,) in database.execute("SELECT name FROM pragma_index_info(?)", index)]
        for index in indexes
    ]
    return [key for key in keys if None not in key]


def foreign_keys(database, name, keys):
    found = {}
    rows = database.execute(
        'SELECT id, "table", "from", "to" FROM pragma_foreign_key_list(?) ORDER BY id, seq', (name,)
    )
    for number, table, column, target in rows.fetchall():
        key = found.setdefault(number, {"columns": [], "table": table, "references": []})
        key["columns"].append(column)
        if target is not None:
            key["references"].append(target)
    for key in found.values():
        key["references"] = key["references"] or keys.get(key["table"].lower(), [])
    return list(found.values())
