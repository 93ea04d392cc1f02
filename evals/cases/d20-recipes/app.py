from models import db

COOKBOOK = [
    {"id": "leek-tart", "title": "Leek tart", "servings": 4, "tags": ["oven", "veggie"], "nutrition": {"kcal": 410}},
    {"id": "miso-soup", "title": "Miso soup"},
    {"id": "dal", "title": "Red lentil dal", "tags": ["vegan"]},
]


def save(recipe):
    return db.express_sync.create("Recipe", recipe)


def overview():
    for recipe in db.express_sync.list("Recipe", order_by=["title"]):
        kcal = recipe["nutrition"].get("kcal", "?")
        print(f"{recipe['title']} for {recipe['servings']}: {', '.join(recipe['tags']) or 'untagged'}, {kcal} kcal")


if __name__ == "__main__":
    for recipe in COOKBOOK:
        save(recipe)
    overview()
    db.close()
