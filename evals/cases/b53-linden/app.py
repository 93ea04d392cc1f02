"""Rental contracts of the Linden estate. Ended contracts leave the list but stay on file."""
from models import db

CONTRACTS = [
    {"id": 11, "tenant": "Aster", "flat": "1 left"},
    {"id": 12, "tenant": "Brandt", "flat": "1 right"},
    {"id": 13, "tenant": "Cole", "flat": "2 left"},
]

for contract in CONTRACTS:
    db.express_sync.create("Contract", contract)

print("running:", sorted(c["tenant"] for c in db.express_sync.list("Contract")))
db.express_sync.delete("Contract", 12)
print("running after notice:", sorted(c["tenant"] for c in db.express_sync.list("Contract")))
print("contracts in force:", db.express_sync.count("Contract"))
db.close()
