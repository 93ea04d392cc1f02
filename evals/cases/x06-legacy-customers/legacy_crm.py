import sqlite3
from contextlib import closing

import settings


def restore():
    target = settings.LEGACY_DIR / settings.LEGACY_DB
    target.unlink(missing_ok=True)
    with closing(sqlite3.connect(target)) as con:
        con.executescript(settings.LEGACY_DUMP.read_text())


def read_customers():
    with closing(sqlite3.connect(settings.LEGACY_DB)) as con:
        con.row_factory = sqlite3.Row
        return [dict(row) for row in con.execute("SELECT nr, name, city FROM customers ORDER BY nr")]
