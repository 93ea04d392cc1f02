from store import add, db, take_over

take_over([{"id": number, "beds": 2} for number in range(1, 6)])
add(3)
print("suites:", db.express_sync.count("Suite"))
db.close()
