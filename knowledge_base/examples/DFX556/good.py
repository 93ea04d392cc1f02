import os
from pathlib import Path

from dataflow import DataFlow

SETTINGS = {
    "database_url": f"sqlite:///{Path(__file__).resolve().parent / 'choir.db'}",
    "multi_tenant": os.getenv("CHOIR_SEVERAL", "no") == "yes",
}
db = DataFlow(**SETTINGS)


@db.model
class Singer:
    id: str
    voice: str


db.express_sync.create("Singer", {"id": "s1", "voice": "alto"})
print("singers:", db.express_sync.count("Singer"))
db.close()
