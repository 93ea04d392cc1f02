from dataflow import DataFlow

import legacy

legacy.restore()
db = DataFlow(legacy.URL, auto_migrate=False, enable_model_persistence=False)


@db.model
class J11Door:
    id: str
    label: str
    level: int


@db.model
class J11Badge:
    id: str
    holder: str
    level: int


async def doors():
    found = await db.express.list("J11Door", limit=100)
    return sorted(found, key=lambda door: door["id"])


async def decide(badge_id, door):
    badge = await db.express.read("J11Badge", badge_id)
    if badge is None:
        return f"badge {badge_id} at {door['label']}: unknown"
    verdict = "open" if badge["level"] >= door["level"] else "refused"
    return f"{badge['holder']} at {door['label']}: {verdict}"
