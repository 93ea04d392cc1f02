from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'radio.db'}")


import json


@db.model
class Track:
    id: str
    title: str


def load(path):
    for song in json.loads(path.read_text(encoding="utf-8"))["songs"]:
        db.express_sync.create("Track", song)
