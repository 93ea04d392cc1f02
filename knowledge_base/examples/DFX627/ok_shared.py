from dataflow import DataFlow

db = DataFlow(":memory:")
log = DataFlow(":memory:")


@db.model
class Bottle:
    id: str
    year: int


@log.model
class Access:
    id: str
    bottle: str


db.express_sync.create("Bottle", {"id": "b1", "year": 2019})
log.express_sync.create("Access", {"id": "a1", "bottle": "b1"})
print("bottles:", db.express_sync.count("Bottle"), "accesses:", log.express_sync.count("Access"))
