from pathlib import Path

from dataflow import DataFlow
from kailash.runtime.local import LocalRuntime
from kailash.workflow.builder import WorkflowBuilder

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'mosaic.db'}")


@db.model
class Tile:
    id: str
    colour: str


flow = WorkflowBuilder()
flow.add_node("TileCreateNode", "first", {"id": "t1", "colour": "red"})
flow.add_node("TileCreateNode", "second", {"id": "t2", "colour": "blue"})
workflow = flow.build()

with LocalRuntime() as runtime:
    runtime.execute(workflow)

print("tiles:", db.express_sync.count("Tile"))
