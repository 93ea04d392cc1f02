from dataclasses import dataclass
from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'songs.db'}")


@dataclass
class NewSong:
    id: int
    title: str


@db.model
class Song:
    id: int
    title: str


song = NewSong(id=1, title="Solveig")
db.express_sync.create("Song", song)
print("songs:", db.express_sync.count("Song"))
