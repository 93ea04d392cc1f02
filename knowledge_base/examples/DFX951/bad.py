import json
from pathlib import Path

from dataflow.core.protected_engine import ProtectedDataFlow

HERE = Path(__file__).resolve().parent
(HERE / "stamps.json").write_text(json.dumps([{"id": 1, "country": "Fiji"}]))
db = ProtectedDataFlow(f"sqlite:///{HERE / 'stamps.db'}", cache_enabled=False)


@db.model
class Stamp:
    id: int
    country: str


db.enable_read_only_mode("stocktaking")
try:
    db.express_sync.import_file("Stamp", str(HERE / "stamps.json"))
    print("imported")
except Exception as error:
    print("refused:", type(error).__name__)
db.close()
