from fleet import db

made = db.express_sync.create("Barge", {"id": "Hulda", "length": 67.0, "draught": 2.5})
barge = db.express_sync.read("Barge", made["id"])
print("draught:", barge.get("draught"))
