from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'snakes.db'}")


from dataclasses import dataclass, field


@db.model
@dataclass
class Snake:
    id: str
    meals: list = field(default_factory=list)
