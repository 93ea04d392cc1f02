from pathlib import Path

from dataflow import DataFlow

db = DataFlow(str(Path(__file__).resolve().parent / "badges.db"))


@db.model
class VisitorBadge:
    id: str
    visitor: str
    issued: str
    returned: bool = False


class BadgeStore:
    def __init__(self, express):
        self._express = express

    def add(self, badge):
        return self._express.create("VisitorBadge", badge)

    def remove_where(self, **conditions):
        self._express.bulk_delete("VisitorBadge", conditions)

    def numbers(self):
        return sorted(b["id"] for b in self._express.list("VisitorBadge", limit=1000))


badges = BadgeStore(db.express_sync)
