"""Release 2: new stays get a door code. Guests without one collect a key at the desk."""
from models import db

db.express_sync.create("Stay", {"id": 3, "guest": "Cho", "nights": 1})

for stay in sorted(db.express_sync.list("Stay"), key=lambda s: s["id"]):
    if stay["door_code"]:
        print(f"{stay['guest']}: your door code is {stay['door_code']}")
    else:
        print(f"{stay['guest']}: key at the desk")
db.close()
