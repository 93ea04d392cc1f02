from pathlib import Path

from dataflow import DataFlow

HERE = Path(__file__).resolve().parent
for leftover in HERE.glob("claims.db*"):
    leftover.unlink()

db = DataFlow(f"sqlite:///{HERE / 'claims.db'}")


@db.model
class Claim:
    id: str
    customer: str
    amount: float
    state: str = "new"


@db.model
class Letter:
    claim_id: str
    customer: str
    text: str
