from seeding import seed
from vault import db

seed({"id": "s1", "floor": 1})
db.enable_read_only_mode("audit")
try:
    seed({"id": "s2", "floor": 2})
    print("audit: seeded", db.express_sync.count("Safe"))
except Exception as error:
    print("audit: stopped", type(error).__name__)
