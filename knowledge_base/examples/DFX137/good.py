from dataclasses import asdict, dataclass
from pathlib import Path

from dataflow import DataFlow
from kailash.runtime.local import LocalRuntime
from kailash.workflow.builder import WorkflowBuilder

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'people.db'}")


@dataclass
class Address:
    street: str
    city: str


@db.model
class Resident:
    id: str
    home: dict


workflow = WorkflowBuilder()
workflow.add_node("ResidentCreateNode", "move_in", {"id": "r1", "home": asdict(Address("Ring 4", "Linz"))})

with LocalRuntime() as runtime:
    runtime.execute(workflow.build())

home = db.express_sync.read("Resident", "r1")["home"]
print("city:", home["city"] if isinstance(home, dict) else "unknown")
