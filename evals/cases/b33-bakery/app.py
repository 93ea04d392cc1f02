from typing import Optional

from database import db


@db.model
class BakeryBatch:
    id: int
    product: str
    pieces: int
    oven: Optional[int] = None


def bake(product, pieces, oven=None):
    number = db.express_sync.count("BakeryBatch") + 1
    batch = {"id": number, "product": product, "pieces": pieces}
    if oven is not None:
        batch["oven"] = oven
    return db.express_sync.create("BakeryBatch", batch)


if __name__ == "__main__":
    bake("rye", 40, oven=2)
    bake("baguette", 120, oven=1)
    bake("brioche", 24)
    batches = db.express_sync.list("BakeryBatch", {}, limit=100)
    print("batches:", len(batches), "pieces:", sum(b["pieces"] for b in batches))
    db.close()
