from dataclasses import dataclass, field
from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'recipes.db'}")


@db.model
@dataclass
class Recipe:
    id: str
    title: str
    servings: int = 2
    tags: list = field(default_factory=list)
    nutrition: dict = field(default_factory=dict)
