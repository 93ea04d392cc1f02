from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'timetable.db'}")


@db.model
class Stop:
    id: str
    line: str


def add_stops(line, names):
    return db.express_sync.bulk_create("Stop", [{"id": name, "line": line} for name in names])


added = add_stops("U1", ["Karlsplatz", "Praterstern"])
print(f"U1: {added['inserted']} stops")
print("U6:", add_stops("U6", ["Westbahnhof"])["inserted"], "stops")
db.close()
