from tree import db, depth

for name, parent in [("Alf", ""), ("Borg", "Cora"), ("Cora", "Borg")]:
    db.express_sync.create("Kin", {"id": name, "parent": parent})
rows = {kin["id"]: kin for kin in db.express_sync.list("Kin")}
for name in sorted(rows):
    print(name, depth(name, rows))
