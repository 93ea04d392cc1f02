from job import prolong
from plots import db

db.express_sync.create("Plot", {"id": "a-4", "until": 2024})
prolong("a-4", 2030)
print("until:", db.express_sync.read("Plot", "a-4")["until"])
