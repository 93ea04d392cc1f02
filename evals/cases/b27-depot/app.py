from kailash.runtime.local import LocalRuntime
from kailash.workflow.builder import WorkflowBuilder

from store import db


def receive(pallet_id, content, bay):
    wf = WorkflowBuilder()
    wf.add_node("PalletCreateNode", "put", {"id": pallet_id, "content": content, "bay": bay})
    wf.add_node("PalletReadNode", "label", {})
    wf.add_connection("put", "id", "label", "id")
    with LocalRuntime() as runtime:
        results, _ = runtime.execute(wf.build())
    return results["label"]


if __name__ == "__main__":
    stored = receive("PL-3", "cement", "C-14")
    print("label:", stored["id"], stored["bay"])
    for pallet in db.express_sync.list("Pallet", {}, order_by=["id"]):
        print(pallet["id"], pallet["content"], pallet["bay"])
    db.close()
