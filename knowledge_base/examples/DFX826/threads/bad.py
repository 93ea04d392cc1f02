import threading
import time
from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'fund.db'}")


@db.model
class Fund:
    id: str
    euros: int = 0


def give(euros):
    before = db.express_sync.read("Fund", "roof")["euros"]
    time.sleep(0.3)
    db.express_sync.update("Fund", "roof", {"euros": before + euros})


db.express_sync.create("Fund", {"id": "roof"})
givers = [threading.Thread(target=give, args=(amount,)) for amount in (5, 10, 20)]
for giver in givers:
    giver.start()
for giver in givers:
    giver.join()
print("in the fund:", db.express_sync.read("Fund", "roof")["euros"])
