from datetime import datetime

from store import db, is_fresh

db.express_sync.create("Measurement", {"id": 1, "metres": 3.2})
print("fresh:", is_fresh(db.express_sync.read("Measurement", 1), datetime.now()))
db.close()
