from duty import db, on_duty

for name, present in [("ada", True), ("bea", False), ("cem", True)]:
    db.express_sync.create("Nurse", {"id": name, "on_duty": present})
print("on duty:", on_duty())
