from boats import db
from search import heavier_than

db.express_sync.create("Vessel", {"id": "Ida", "tons": 12})
db.express_sync.create("Vessel", {"id": "Max", "tons": 80})
print("heavy:", heavier_than(50))
db.close()
