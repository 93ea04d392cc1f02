from club import db, give

give("17", "Petra")
db.express_sync.delete("Badge", "17")
give("17", "Lars")
print("17:", db.express_sync.read("Badge", "17")["holder"])
