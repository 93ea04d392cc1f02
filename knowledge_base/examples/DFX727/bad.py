from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'recipes.db'}")


@db.model
class Recipe:
    id: int
    dish: str


for number, dish in enumerate(("soup", "stew", "pie", "tart", "salad"), start=1):
    db.express_sync.create("Recipe", {"id": number, "dish": dish})

second = db.express_sync.list("Recipe", order_by=["id"], limit=2, skip=2)
print("second page:", [recipe["dish"] for recipe in second])
db.close()
