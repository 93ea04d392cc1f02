from store import db, with_settings

db.express_sync.create("House", {"id": 1, "settings": {"humidity": 60}})
db.express_sync.create("House", {"id": 2, "settings": {"humidity": 85}})
print("found:", with_settings({"humidity": 85}))
db.close()
