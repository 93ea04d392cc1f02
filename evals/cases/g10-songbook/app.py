from songs import db, put

put({"id": "h1", "page": 12, "title": "Dawn"})
put({"id": "h1", "page": 12, "title": "Dawn, new setting"})
print("titles:", [hymn["title"] for hymn in db.express_sync.list("Hymn")])
db.close()
