from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'recipes.db'}")


@db.model
class Recipe:
    id: str
    title: str
    servings: int = 2
    tags: list = []
    nutrition: dict = {}
