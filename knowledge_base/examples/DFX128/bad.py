from pathlib import Path
from typing import Literal

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'shirts.db'}")


@db.model
class Shirt:
    id: str
    size: Literal["S", "M", "L"]


db.express_sync.create("Shirt", {"id": "s1", "size": "M"})
print("size:", db.express_sync.read("Shirt", "s1")["size"])
