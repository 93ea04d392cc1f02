from dataflow import DataFlow


def open_store():
    db = DataFlow(":memory:")

    @db.model
    class Bottle:
        id: str
        year: int

    return db


store = open_store()


def fill():
    store.express_sync.create("Bottle", {"id": "b1", "year": 2019})


fill()
print("bottles:", store.express_sync.count("Bottle"))
