from store import db

for number, words in enumerate([10, 120], start=1):
    db.express_sync.create("Letter", {"id": number, "body": "word " * words})
print("letters:", db.express_sync.count("Letter"))
db.close()
