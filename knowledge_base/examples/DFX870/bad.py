from pathlib import Path

from dataflow import DataFlow
from pydantic import BaseModel

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'pilots.db'}")


@db.model
class Pilot:
    id: int
    callsign: str
    club: str | None = None
    licence: str | None = None


class PilotChange(BaseModel):
    callsign: str | None = None
    club: str | None = None
    licence: str | None = None


class PilotStore:
    def save(self, number, values):
        return db.express_sync.update("Pilot", number, values)


def change(number, text):
    wanted = PilotChange.model_validate_json(text)
    values = wanted.model_dump()
    values["callsign"] = (wanted.callsign or "kite").upper()
    PilotStore().save(number, values)


db.express_sync.create("Pilot", {"id": 1, "callsign": "LARK", "club": "Ridge", "licence": "SPL"})
change(1, '{"callsign": "swift"}')
pilot = db.express_sync.read("Pilot", 1)
print(pilot["callsign"], pilot["club"], pilot["licence"])
db.close()
