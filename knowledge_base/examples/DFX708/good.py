from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'gym.db'}")


@db.model
class Visit:
    id: str
    member: str
    minutes: int


for visit_id, member, minutes in (("v1", "kay", 35), ("v2", "lee", 80), ("v3", "kay", 62)):
    db.express_sync.create("Visit", {"id": visit_id, "member": member, "minutes": minutes})

long_ones = db.express_sync.count("Visit", {"minutes": {"$gt": 60}})
print("long visits:", long_ones)
db.close()
