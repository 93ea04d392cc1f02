from datetime import date

from store import db, foal

foal(1, date(2024, 3, 9))
print("born:", db.express_sync.read("Foal", 1)["born"])
db.close()
