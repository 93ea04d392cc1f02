import sqlite3


def import_payments(path, paid):
    with sqlite3.connect(path) as con:
        con.executemany("UPDATE lockers SET paid = 1 WHERE id = ?", [(key,) for key in paid])
