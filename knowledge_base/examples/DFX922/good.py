from pathlib import Path

from dataflow.core.protected_engine import ProtectedDataFlow

db = ProtectedDataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'accounts.db'}", enable_protection=True)


@db.model
class Voucher:
    id: int
    text: str


db.express_sync.create("Voucher", {"id": 1, "text": "paper"})
db.enable_read_only_mode("annual audit")
try:
    db.express_sync.update("Voucher", 1, {"text": "ink"})
except Exception as error:
    print("refused:", error)
print("voucher:", db.express_sync.read("Voucher", 1, cache_ttl=0)["text"])
db.close()
