from minutes import db, save

db.express_sync.create("Minutes", {"id": "m1", "text": "Draft"})
anna = db.express_sync.read("Minutes", "m1")
bert = db.express_sync.read("Minutes", "m1")

print("anna saved:", save(anna, "Draft, roof added"))
print("bert saved:", save(bert, "Draft, fence added"))
print("text:", db.express_sync.read("Minutes", "m1")["text"])
