from houses import db, printed

for number in ["9", "10", "2"]:
    db.express_sync.create("House", {"id": f"h{number}", "number": number})
print("houses:", printed())
