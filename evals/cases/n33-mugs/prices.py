from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'discount.db'}")


@db.model
class Item:
    id: str
    cents: int


def discounted(item_id):
    return db.express_sync.read("Item", item_id)["cents"] * 80 // 100
