from store import db, open_ticket

print("ticket:", open_ticket("Lamp is out"))
db.close()
