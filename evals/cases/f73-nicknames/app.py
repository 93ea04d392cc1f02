from store import db, load

load(["Mia", "jo", "mia", "jo"])
print("nicknames:", db.express_sync.count("Nickname"))
db.close()
