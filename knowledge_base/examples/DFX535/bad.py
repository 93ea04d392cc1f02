from pathlib import Path

from dataflow import DataFlow

db = DataFlow(
    f"sqlite:///{Path(__file__).resolve().parent / 'school.db'}",
    multi_tenant=True,
    tenant_isolation_strategy="schema",
)


@db.model
class Pupil:
    id: str
    name: str


print("models:", db.list_models())
