from pathlib import Path

from pydantic import BaseModel

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'users.db'}")


@db.model
class Account:
    id: str
    plan: str = "free"


db.express_sync.create("Account", {"id": "a1"})
print("plan:", db.express_sync.read("Account", "a1")["plan"])
