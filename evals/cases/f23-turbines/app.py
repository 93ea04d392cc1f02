from owners import db

db.express_sync.create("Turbine", {"id": "t1", "owner": {"street": "Dyke 4", "town": "Husum"}})
turbine = db.express_sync.read("Turbine", "t1")
print("street:", turbine["owner"]["street"])
