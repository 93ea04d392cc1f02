from dataclasses import field
from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'recipes.db'}")


@db.model
class Recipe:
    id: str
    title: str
    steps: list = []


db.express_sync.create("Recipe", {"id": "r1", "title": "Strudel", "steps": ["dough", "apples"]})
print("steps:", len(db.express_sync.read("Recipe", "r1")["steps"]))
