from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'tasks.db'}")


@db.model
class Task:
    id: int
    title: str
    state: str = "open"


task = db.express_sync.create("Task", {"title": "water the plants"})
print("state:", task["state"])
db.close()
