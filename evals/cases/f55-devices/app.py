from uuid import UUID

from store import add, db

key = UUID("6f1c9c1e-3d0e-4b59-9d0f-2f2b6f1f7a10")
add(key, "gate")
print("device:", db.express_sync.read("Device", str(key))["place"])
db.close()
