from album import db, load
from sheets import SHEETS

for sheet in SHEETS:
    load(sheet)
print("stamps:", [stamp["id"] for stamp in db.express_sync.list("Stamp", order_by=["id"])])
