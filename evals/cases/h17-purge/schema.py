"""The table belongs to the reception software; we only fill it for the drill."""
import asyncpg

from settings import DATABASE_URL

DDL = """
DROP TABLE IF EXISTS h17_visits;
CREATE TABLE h17_visits (
    id INTEGER PRIMARY KEY,
    visitor TEXT NOT NULL,
    host TEXT NOT NULL
);
"""
VISITS = [
    (1001, "Ito", "Berg"), (1003, "Kaya", "Berg"), (1004, "Roth", "Lang"),
    (1007, "Silva", "Lang"), (1010, "Owens", "Berg"), (1011, "Test Test", "Lang"),
]


async def prepare():
    con = await asyncpg.connect(DATABASE_URL)
    try:
        await con.execute(DDL)
        await con.executemany("INSERT INTO h17_visits VALUES ($1, $2, $3)", VISITS)
    finally:
        await con.close()
