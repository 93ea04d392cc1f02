import os

from dataflow import DataFlow
from kailash.runtime.local import LocalRuntime
from kailash.workflow.builder import WorkflowBuilder
import clean

clean.reset("e02_seed_lots")
db = DataFlow(os.getenv("DATABASE_URL", "postgresql://postgres@127.0.0.1:5432/test"))


@db.model
class E02SeedLot:
    __tablename__ = "e02_seed_lots"

    id: str
    species: str
    grams: int = 0
    germination: float = 0.0


DELIVERY = """
SL-1;Papaver rhoeas;250;0.91
SL-2;Salvia pratensis;400;0.78
SL-3;Centaurea cyanus;120;0.85
""".strip()

PARSE = """
lots = []
for line in text.splitlines():
    lot_id, species, grams, rate = line.split(";")
    lots.append({"id": lot_id, "species": species, "grams": int(grams), "germination": float(rate)})
result = {"lots": lots, "count": len(lots)}
"""


def build_intake():
    wf = WorkflowBuilder()
    wf.add_node("PythonCodeNode", "parse", {"code": PARSE})
    wf.add_node("E02SeedLotBulkCreateNode", "store", {"batch_size": 100})
    wf.add_connection("parse", "result.lots", "store", "records")
    return wf.build()


def intake(text):
    with LocalRuntime() as runtime:
        results, _ = runtime.execute(build_intake(), parameters={"parse": {"text": text}})
    return results


if __name__ == "__main__":
    outcome = intake(DELIVERY)
    print("parsed:", outcome["parse"]["result"]["count"])
    print("import ok:", outcome["store"]["success"])
    lots = db.express_sync.list("E02SeedLot", order_by=["id"])
    print("lots in store:", len(lots), "grams:", sum(lot["grams"] for lot in lots))
    db.close()
