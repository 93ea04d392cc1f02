from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'quarry.db'}")


@db.model
class Block:
    id: str
    kilos: int


store = db.express_sync


def weigh(block_id, kilos):
    store.create("Block", {"id": block_id, "kilos": kilos})


weigh("b1", 2100)
weigh("b2", 1850)
print("blocks weighed")
