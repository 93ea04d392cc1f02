from pathlib import Path

from dataflow.core.protected_engine import ProtectedDataFlow

db = ProtectedDataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'shelter.db'}", enable_protection=True)


@db.model
class Cat:
    id: str
    name: str
