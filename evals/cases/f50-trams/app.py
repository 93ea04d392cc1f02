from clock import now
from store import db, plan

plan(1, now())
print("departures:", db.express_sync.count("Departure"))
db.close()
