from store import db, enter

enter({"id": 1, "mail": "a@example.org", "plan": "day"})
enter({"id": 2, "mail": "a@example.org", "plan": "year"})
print("plans:", [row["plan"] for row in db.express_sync.list("Subscriber")])
db.close()
