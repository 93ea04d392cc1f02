from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'timetable.db'}")


@db.model
class Stop:
    id: str
    line: str


names = ["Karlsplatz", "Praterstern"]
created = db.express_sync.bulk_create("Stop", [{"id": name, "line": "U1"} for name in names])
changed = db.express_sync.bulk_update("Stop", [{"id": name, "line": "U2"} for name in names])
print(created["inserted"], len(changed), [stop["line"] for stop in changed])
for key, value in created.items():
    print(key, value)
for key in created:
    print(key, created[key])
db.close()
