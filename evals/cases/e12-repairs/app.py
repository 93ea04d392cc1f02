from pathlib import Path

from dataflow import DataFlow

db = DataFlow(str(Path(__file__).resolve().parent / "repairs.db"))


@db.model
class RepairJob:
    id: str
    bicycle: str
    minutes: int = 30
    status = "waiting"
    priority: int = 0


class Workshop:
    model = "RepairJob"

    def __init__(self, express):
        self.express = express

    def accept(self, job_id, bicycle, **extra):
        return self.express.create(self.model, {"id": job_id, "bicycle": bicycle, **extra})

    def queue(self):
        return self.express.list(self.model, {"status": "waiting"}, order_by=["-priority", "id"])

    def workload(self):
        return sum(job["minutes"] for job in self.queue())


if __name__ == "__main__":
    shop = Workshop(db.express_sync)
    shop.accept("j1", "city bike, red", minutes=45)
    shop.accept("j2", "cargo bike", minutes=90, priority=2)
    shop.accept("j3", "child's bike", status="done")
    print("queue:", [job["id"] for job in shop.queue()], "minutes:", shop.workload())
    db.close()
