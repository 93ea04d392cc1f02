from pathlib import Path

from dataflow import DataFlow

DB_FILE = Path(__file__).resolve().parent / "wallet.db"

db = DataFlow(f"sqlite:///{DB_FILE}")


@db.model
class Wallet:
    id: str
    owner: str
    cents: int

    __tablename__ = "wallets"


@db.model
class Booking:
    id: str
    source: str
    target: str
    cents: int

    __tablename__ = "bookings"
