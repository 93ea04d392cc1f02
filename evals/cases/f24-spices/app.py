from recipes import db

db.express_sync.create("Recipe", {"id": "dal", "spices": ["cumin", "chili"]})
for spice in db.express_sync.read("Recipe", "dal")["spices"]:
    print("-", spice)
