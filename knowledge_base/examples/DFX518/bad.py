from pathlib import Path

from dataflow import DataFlow

settings = {
    "database_url": str(Path(__file__).resolve().parent / "choir.db"),
    "cache_enabled": False,
}

db = DataFlow(config=settings)


@db.model
class Singer:
    id: str
    voice: str


db.express_sync.create("Singer", {"id": "s1", "voice": "alto"})
print("altos:", db.express_sync.count("Singer", {"voice": "alto"}))
