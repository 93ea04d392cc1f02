from dataflow import DataFlow

import environ

db = DataFlow(environ.load().get("DATABASE_URL"))


@db.model
class Crop:
    id: str
    hectares: float


db.express_sync.upsert("Crop", {"id": "rye", "hectares": 4.5})
print("crops:", db.express_sync.count("Crop"))
print("where:", environ.where(db.config.database.url))
db.close()
