import sqlite3
from pathlib import Path

from dataflow import DataFlow

FILE = Path(__file__).resolve().parent / "badges.db"
TABLE = "badges"
db = DataFlow(f"sqlite:///{FILE}")


def usual_colour():
    return "green"


@db.model
class Badge:
    id: str
    owner: str
    colour: str = usual_colour


print("made:", db.express_sync.create("Badge", {"id": "b1", "owner": "Ines"})["colour"])
db.close()
with sqlite3.connect(FILE) as importer:
    importer.executemany(
        f"INSERT OR IGNORE INTO {TABLE} (id, owner) VALUES (?, ?)",
        [("b2", "Omar"), ("b3", "Pia")],
    )
    colours = importer.execute("SELECT DISTINCT COALESCE(colour, 'green') FROM badges ORDER BY 1").fetchall()
print("only green:", [colour for (colour,) in colours] == ["green"])
