from database import db


@db.model
class Herb:
    id: str
    latin: str
    altitude: int = 0


def add(herb_id, latin, altitude):
    return db.express_sync.create("Herb", {"id": herb_id, "latin": latin, "altitude": altitude})


def names():
    return [h["latin"] for h in db.express_sync.list("Herb", order_by=["latin"])]


def shut():
    db.close()
