from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'app.db'}")


@db.model
class Song:
    id: int
    title: str


for number, title in enumerate(["Prelude", "Waltz", "Finale"], start=1):
    db.express_sync.create("Song", {"id": number, "title": title})

programme = db.express_sync.list("Song", order_by=["id"])
print("to be played:", ", ".join(song["title"] for song in programme))
