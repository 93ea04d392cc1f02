from cabinet import db

first = [{"id": "l1", "sheet": "A-7", "species": "Salix"}, {"id": "l2", "sheet": "A-8", "species": "Salix alba"}]
again = [{"id": "l9", "sheet": "A-7", "species": "Salix caprea"}]
db.express_sync.bulk_create("Label", first)
db.express_sync.bulk_upsert("Label", again, conflict_on=["sheet"])
print("labels:", [(row["sheet"], row["species"]) for row in db.express_sync.list("Label", order_by=["sheet"])])
