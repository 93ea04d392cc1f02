"""Nightly export for the facility team; reads the file with the standard library only."""
import sqlite3

from settings import DB_PATH


def hottest(limit):
    con = sqlite3.connect(DB_PATH)
    try:
        return con.execute(
            "SELECT sensor, MAX(celsius) FROM readings GROUP BY sensor ORDER BY 2 DESC LIMIT ?",
            (limit,),
        ).fetchall()
    finally:
        con.close()
