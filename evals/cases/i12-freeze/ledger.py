"""Grant ledger: commitments per programme, kept in one SQLite file."""
from pathlib import Path

from dataflow.core.protected_engine import ProtectedDataFlow

DB_FILE = Path(__file__).resolve().parent / "grants.db"
for leftover in DB_FILE.parent.glob("grants.db*"):
    leftover.unlink()

db = ProtectedDataFlow(f"sqlite:///{DB_FILE}", enable_protection=True)


@db.model
class Commitment:
    id: str
    programme: str
    amount: float


async def commit(number, programme, amount):
    return await db.express.create(
        "Commitment", {"id": number, "programme": programme, "amount": amount})


async def totals():
    per_programme = {}
    for row in await db.express.list("Commitment", {}, limit=500):
        per_programme[row["programme"]] = per_programme.get(row["programme"], 0.0) + row["amount"]
    return dict(sorted(per_programme.items()))
