"""Imports the personnel export into the on-call roster."""
import asyncio
import csv
import io
from pathlib import Path
from typing import Optional

from dataflow import DataFlow

DB_FILE = Path(__file__).resolve().parent / "roster.db"
for old in DB_FILE.parent.glob("roster.db*"):
    old.unlink()

db = DataFlow(f"sqlite:///{DB_FILE}")

EXPORT = """number,name,team,phone,deputy
1007,Achterberg,network,,
1012,Bianchi,storage,+49 30 5550112,1007
1019,Castellano,network,+49 30 5550119,
1023,Dvorak,storage,,1012
"""


@db.model
class Colleague:
    id: str
    name: str
    team: str
    phone: Optional[str] = None
    deputy: Optional[str] = None


def read_export(text):
    people = []
    for row in csv.DictReader(io.StringIO(text)):
        row["id"] = row.pop("number")
        people.append({key: value.strip() for key, value in row.items() if value.strip()})
    return people


class Roster:
    def __init__(self, flow):
        self.flow = flow

    async def fill(self, people):
        outcome = await self.flow.express.bulk_create("Colleague", people)
        return len(people), outcome

    async def reachable(self, team):
        members = await self.flow.express.list("Colleague", {"team": team}, order_by=["name"])
        return [(m["name"], m["phone"]) for m in members if m["phone"]]

    async def deputies(self):
        everyone = {c["id"]: c for c in await self.flow.express.list("Colleague")}
        return sorted((c["name"], everyone[c["deputy"]]["name"])
                      for c in everyone.values() if c["deputy"])


async def main():
    roster = Roster(db)
    count, _ = await roster.fill(read_export(EXPORT))
    print("imported:", count)
    for team in ("network", "storage"):
        print(f"{team}:", "; ".join(f"{n} {p}" for n, p in await roster.reachable(team)) or "nobody")
    print("deputies:", ", ".join(f"{n} -> {d}" for n, d in await roster.deputies()) or "none")
    await db.close_async()


if __name__ == "__main__":
    asyncio.run(main())
