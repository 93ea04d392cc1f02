import asyncio
import os
from datetime import datetime

from dataflow import DataFlow
import clean

clean.reset("harbor_berths")
db = DataFlow(os.environ.get("DATABASE_URL", "postgresql://postgres@127.0.0.1:5432/test"))


@db.model
class HarborBerth:
    id: str
    vessel: str = ""
    depth_m: float = 0.0
    updated_by: str = ""


class BerthBusy(Exception):
    pass


class BerthRepo:
    def __init__(self, user):
        self.user = user

    def _audit(self):
        return {"updated_by": self.user, "updated_at": datetime.now()}

    async def add(self, berth_id, depth_m):
        return await db.express.create("HarborBerth", {"id": berth_id, "depth_m": depth_m})

    async def save(self, berth_id, **changes):
        changes.update(self._audit())
        for _ in range(3):
            try:
                return await db.express.update("HarborBerth", berth_id, changes)
            except Exception:
                await asyncio.sleep(0.2)
        raise BerthBusy(f"berth {berth_id} is being edited by someone else, try again later")
