from pathlib import Path
from typing import Optional

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'helpdesk.db'}")


@db.model
class Ticket:
    id: str
    subject: str
    queue: str
    state: str = "open"
    assignee: Optional[str] = None


class Desk:
    def __init__(self, database):
        self.express = database.express

    async def file(self, subject, queue, **extra):
        number = await self.express.count("Ticket") + 1
        return await self.express.create(
            "Ticket", {"id": f"T{number:03d}", "subject": subject, "queue": queue, **extra}
        )

    async def hand_over(self, queue, assignee):
        """Give every open ticket of a queue to one colleague."""
        criteria = {"queue": queue, "state": "open"}
        changed = await self.express.bulk_update("Ticket", criteria, {"assignee": assignee})
        return len(changed)

    async def workload(self):
        load = {}
        for ticket in await self.express.list("Ticket"):
            load.setdefault(ticket["assignee"] or "nobody", []).append(ticket["id"])
        return {who: sorted(ids) for who, ids in sorted(load.items())}
