from dataflow import DataFlow

db = DataFlow("greenhouse")


@db.model
class Plant:
    id: str
    bed: int
    watered: bool = False


db.express_sync.create("Plant", {"id": "tomato", "bed": 3})
print("dry:", db.express_sync.count("Plant", {"watered": False}))
