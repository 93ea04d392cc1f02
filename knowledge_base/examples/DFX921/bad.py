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
    db.express_sync.create("Voucher", {"id": 2, "text": "ink"})
    print("written during the audit")
except Exception as error:
    print("refused:", error)
print("vouchers:", db.express_sync.count("Voucher"))
db.close()
