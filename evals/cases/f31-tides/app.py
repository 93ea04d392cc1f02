from datetime import datetime

from tides import db, since

db.express_sync.create("Tide", {"id": "t1", "at": datetime(2024, 4, 30, 22, 5)})
db.express_sync.create("Tide", {"id": "t2", "at": datetime(2024, 5, 1, 10, 20)})
db.express_sync.create("Tide", {"id": "t3", "at": datetime(2024, 5, 2, 11, 0)})
print("since:", since("2024-05-01"))
