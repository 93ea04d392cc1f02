from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'tandem.db'}")


@db.model
class TandemMember:
    id: str
    name: str
    plan: str = "basic"

    __dataflow__ = {"soft_delete": True}


class Club:
    def join(self, card, name, plan="basic"):
        member = db.express_sync.upsert("TandemMember", {"id": card, "name": name, "plan": plan})
        print(f"welcome {member['name']} ({member['plan']})")

    def leave(self, card):
        if db.express_sync.delete("TandemMember", card):
            print("goodbye", card)

    def members(self):
        rows = db.express_sync.list("TandemMember", order_by=["id"])
        return [f"{row['name']}/{row['plan']}" for row in rows]
