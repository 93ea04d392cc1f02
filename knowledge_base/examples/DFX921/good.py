from pathlib import Path

from dataflow.core.protected_engine import ProtectedDataFlow

db = ProtectedDataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'accounts.db'}", enable_protection=True)


@db.model
class Voucher:
    id: int
    text: str


db.express_sync.create("Voucher", {"id": 1, "text": "paper"})
audit = True
try:
    if audit:
        raise PermissionError("annual audit")
    db.express_sync.create("Voucher", {"id": 2, "text": "ink"})
    print("written during the audit")
except Exception as error:
    print("refused:", error)
print("vouchers:", db.express_sync.count("Voucher"))
db.close()
