from pathlib import Path

from dataflow import DataFlow
from kailash.runtime.local import LocalRuntime
from kailash.workflow.builder import WorkflowBuilder

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'songs.db'}")


@db.model
class Album:
    id: str
    tags: str = ""


@db.model
class Song:
    id: str
    author: dict
    tags: str


FIELDS = ("id", "author", "tags")
SHOWN = ("id", "tags")
ROWS = [("s1", {"first": "Ada"}, "slow"), ("s2", {"first": "Bo"}, "loud")]

workflow = WorkflowBuilder()
for row in ROWS:
    song = dict(zip(FIELDS, row))
    workflow.add_node("SongCreateNode", song["id"], song)

with LocalRuntime() as runtime:
    results, _ = runtime.execute(workflow.build())

for song in results.values():
    print(song["author"]["first"])
for song in db.express_sync.list("Song", {}, order_by=["-tags"]):
    print(*(song[field] for field in SHOWN))
print(db.express_sync.create("Album", {"id": "a", "tags": "new"})["tags"])
