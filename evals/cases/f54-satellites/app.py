from datetime import datetime

from store import db, since

for day in (1, 6, 7):
    db.express_sync.create("Pass", {"id": day, "at": datetime(2024, 5, day, 12)})
print("since:", since("2024-05-06"))
db.close()
