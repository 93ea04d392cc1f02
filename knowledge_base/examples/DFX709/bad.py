from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'radio.db'}")


@db.model
class Track:
    id: str
    artist: str
    genre: str
    plays: int = 0


TRACKS = [("t1", "Ondine", "folk", 12), ("t2", "Brassworks", "jazz", 90), ("t3", "Marl", "rock", 4)]
for track_id, artist, genre, plays in TRACKS:
    db.express_sync.create("Track", {"id": track_id, "artist": artist, "genre": genre, "plays": plays})

picked = db.express_sync.list("Track", {"$or": [{"genre": "folk"}, {"genre": "jazz"}]})
print("picked:", sorted(track["artist"] for track in picked))
db.close()
