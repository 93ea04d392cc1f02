import sqlite3
from pathlib import Path

from dataflow import DataFlow

FILE = Path(__file__).resolve().parent / "stables.db"
connection = sqlite3.connect(FILE)
connection.executescript(
    """
    DROP TABLE IF EXISTS rides;
    DROP TABLE IF EXISTS horses;
    CREATE TABLE horses (id TEXT PRIMARY KEY, name TEXT NOT NULL);
    CREATE TABLE rides (
        id TEXT PRIMARY KEY,
        horse_id TEXT NOT NULL REFERENCES horses (id) ON DELETE CASCADE
    );
    """
)
connection.close()
db = DataFlow(f"sqlite:///{FILE}", auto_migrate=False)


@db.model
class Horse:
    __tablename__ = "horses"
    id: str
    name: str


@db.model
class Ride:
    __tablename__ = "rides"
    id: str
    horse_id: str


for horse in ("alba", "bolt"):
    db.express_sync.create("Horse", {"id": horse, "name": horse.title()})
    db.express_sync.create("Ride", {"id": f"{horse}-monday", "horse_id": horse})

with db.transactions_sync.begin() as transaction:
    transaction.execute_raw("DELETE FROM rides WHERE horse_id IN (SELECT id FROM horses WHERE id = ?)", ["alba"])
    transaction.execute_raw("DELETE FROM horses WHERE id = ?", ["alba"])
print("rides:", [ride["horse_id"] for ride in db.express_sync.list("Ride")])
db.close()
