from pathlib import Path

from dataflow import DataFlow
from kailash.runtime.local import LocalRuntime
from kailash.workflow.builder import WorkflowBuilder

db = DataFlow(str(Path(__file__).resolve().parent / "lostfound.db"))


@db.model
class FoundItem:
    id: str
    tag: str
    what: str
    state: str = "stored"
    owner: str = ""


class Desk:
    def __init__(self):
        self.runtime = LocalRuntime()

    def register(self, item_id, tag, what):
        return db.express_sync.create("FoundItem", {"id": item_id, "tag": tag, "what": what})

    def hand_out(self, tag, owner):
        wf = WorkflowBuilder()
        wf.add_node("FoundItemListNode", "lookup", {"filter": {"tag": tag}, "limit": 1})
        wf.add_node("FoundItemUpdateNode", "hand_out", {"fields": {"state": "returned", "owner": owner}})
        wf.add_connection("lookup", "records.0.id", "hand_out", "id")
        results, _ = self.runtime.execute(wf.build())
        return results["lookup"]["records"][0]

    def close(self):
        self.runtime.close()
        db.close()


if __name__ == "__main__":
    desk = Desk()
    desk.register("f-1", "A17", "umbrella")
    desk.register("f-2", "A18", "blue scarf")
    item = desk.hand_out("A18", "Frau Kern")
    print("handed out:", item["what"])
    for row in db.express_sync.list("FoundItem", order_by=["id"]):
        print(row["id"], row["what"], row["state"], row["owner"])
    desk.close()
