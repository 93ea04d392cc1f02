from snakes import db

db.express_sync.create("Snake", {"id": "kaa"})
print("meals:", db.express_sync.read("Snake", "kaa")["meals"])
