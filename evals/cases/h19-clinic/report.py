"""Morning report of one or several wards."""
from ward_db import db


class WardReport:
    def __init__(self, ward):
        self.ward = ward
        self.scope = {"ward": ward}

    async def patients(self):
        rows = await db.express.list("Patient", self.scope, order_by=["name"])
        return [row["name"] for row in rows]

    async def minutes(self):
        rounds = await db.express.list("Round", self.scope)
        return sum(item["minutes"] for item in rounds)

    async def line(self):
        names = await self.patients()
        minutes = await self.minutes()
        per_head = minutes / len(names) if names else 0
        return f"{self.ward}: {', '.join(names)}; {minutes} min, {per_head:.1f} per patient"


async def morning_report(wards):
    return [await WardReport(ward).line() for ward in wards]
