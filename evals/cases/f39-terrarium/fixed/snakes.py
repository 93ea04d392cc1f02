from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'snakes.db'}")


@db.model
class Snake:
    id: str
    meals: list = []
