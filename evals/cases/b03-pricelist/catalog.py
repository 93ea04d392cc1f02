from pathlib import Path

from dataflow import DataFlow

db = DataFlow(str(Path(__file__).resolve().parent / "catalog.db"))


@db.model
class Part:
    id: str
    title: str
    price: float = 0.0
    stock: int = 0
