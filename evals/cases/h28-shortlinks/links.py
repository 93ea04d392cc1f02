"""Short links: targets, click counters and the weekly ranking."""
from datetime import date
from pathlib import Path

from dataflow import DataFlow

DB_FILE = Path(__file__).resolve().parent / "links.db"
for leftover in DB_FILE.parent.glob("links.db*"):
    leftover.unlink()

db = DataFlow(f"sqlite:///{DB_FILE}", enable_caching=False)


@db.model
class Link:
    id: str
    target: str
    clicks: int = 0
    last_seen: str = ""


class ClickLog:
    def __init__(self, targets):
        self._targets = targets

    async def _clicks_so_far(self, code):
        known = await db.express.list("Link", {"id": code}, limit=1)
        return known[0]["clicks"] if known else 0

    async def record(self, code, amount, day: date):
        clicks = await self._clicks_so_far(code) + amount
        outcome = await db.express.upsert_advanced(
            "Link",
            where={"id": code},
            create={"id": code, "target": self._targets[code], "clicks": amount, "last_seen": day.isoformat()},
            update={"clicks": clicks, "last_seen": day.isoformat()},
        )
        return outcome["action"]


async def ranking():
    links = await db.express.list("Link", {}, limit=50)
    return sorted(((l["id"], l["clicks"], l["last_seen"]) for l in links), key=lambda l: (-l[1], l[0]))
