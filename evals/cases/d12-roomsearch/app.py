from hotel import ROOMS, db
from search import search

for room in ROOMS:
    db.express_sync.create("HotelRoom", room)

for query_string in ("kind=double&utm_source=mail", "beds=2", "kind=double&balcony=true", "balcony=false"):
    print(f"/rooms?{query_string} ->", " ".join(search(query_string)))
db.close()
