from pantry import db, sweet

for number, kind in enumerate(["jam", "gherkin", "honey", "jam"]):
    db.express_sync.create("Jar", {"id": f"j{number}", "kind": kind})
print("sweet:", sweet())
