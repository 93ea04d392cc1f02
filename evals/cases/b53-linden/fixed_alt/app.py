"""Rental contracts of the Linden estate. Ended contracts leave the list but stay on file."""
from models import db

CONTRACTS = [
    {"id": 11, "tenant": "Aster", "flat": "1 left"},
    {"id": 12, "tenant": "Brandt", "flat": "1 right"},
    {"id": 13, "tenant": "Cole", "flat": "2 left"},
]

for contract in CONTRACTS:
    db.express_sync.create("Contract", contract)

print("running:", sorted(c["tenant"] for c in db.express_sync.list("Contract", {"ended": 0})))
db.express_sync.update("Contract", 12, {"ended": 1})
print("running after notice:", sorted(c["tenant"] for c in db.express_sync.list("Contract", {"ended": 0})))
print("contracts in force:", db.express_sync.count("Contract", {"ended": 0}))
db.close()
