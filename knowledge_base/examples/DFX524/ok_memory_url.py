from dataflow import DataFlow

db = DataFlow(":memory:")


@db.model
class Recipe:
    id: str
    title: str


db.express_sync.create("Recipe", {"id": "r1", "title": "Borscht"})
print("recipes:", db.express_sync.count("Recipe"))
db.close()
