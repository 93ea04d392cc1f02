from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'visitors.db'}")


@db.model
class Visitor:
    id: int
    country: str


for number, country in enumerate(("PT", "SE", "PT"), start=1):
    db.express_sync.create("Visitor", {"id": number, "country": country})

found = db.express_sync.count("Visitor", {"country": "PT"})
print("from Portugal:", found["count"])
db.close()
