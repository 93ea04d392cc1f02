from dataflow import DataFlow

import paths

db = DataFlow(f"sqlite:///{paths.HERE / paths.NAME}")


@db.model
class Price:
    id: str
    cents: int


def load():
    db.express_sync.create("Price", {"id": "tea", "cents": 390})
