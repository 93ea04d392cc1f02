from datetime import datetime
from typing import Optional

from dataflow import DataFlow

from urls import service_url

db = DataFlow(service_url("local", "test"), pool_size=5)


@db.model
class H27Ticket:
    id: str
    subject: str
    priority: int = 3
    assignee: Optional[str] = None
    opened: Optional[datetime] = None


class Tickets:
    def __init__(self):
        self._store = db.express

    async def open(self, number: str, subject: str, priority: int, opened: datetime) -> str:
        row = {"id": number, "subject": subject, "priority": priority, "opened": opened}
        return (await self._store.create("H27Ticket", row))["id"]

    async def assign(self, number: str, person: str) -> None:
        await self._store.update("H27Ticket", number, {"assignee": person})

    async def urgent(self) -> list:
        found = await self._store.list("H27Ticket", {"priority": {"$lte": 1}})
        return sorted((t["id"], t["assignee"]) for t in found)
