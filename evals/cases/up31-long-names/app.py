from dataflow import DataFlow

import clean

db = DataFlow(clean.URL)


@db.model
class QuarterlyConsolidatedMaintenanceProtocolOfTheNorthernCableCarStationForTechnicians:
    id: int
    note: str


NAME = "QuarterlyConsolidatedMaintenanceProtocolOfTheNorthernCableCarStationForTechnicians"
db.express_sync.upsert(NAME, {"id": 1, "note": "ok"})
print("note:", db.express_sync.read(NAME, 1)["note"])
db.close()
