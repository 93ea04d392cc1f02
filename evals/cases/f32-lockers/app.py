from hall import db, taken

db.express_sync.create("Locker", {"id": "1", "tenant": "Roy"})
db.express_sync.create("Locker", {"id": "2"})
db.express_sync.create("Locker", {"id": "3"})
print("taken:", taken())
