from dataflow import DataFlow

db = DataFlow(":memory:")


@db.model
class Reading:
    id: int
    celsius: float


try:
    db.express_sync.create("Reading", {"id": 1, "celsius": 21.5})
    print("readings:", db.express_sync.count("Reading"))
finally:
    db.close()
