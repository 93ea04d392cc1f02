from pathlib import Path

from playlist import db, load

load(Path(__file__).resolve().parent / "today.json")
print("tracks:", db.express_sync.count("Track"))
