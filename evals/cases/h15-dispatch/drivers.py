"""Background worker: gives open trips to the drivers on duty."""
import threading
from itertools import cycle

from database import open_db


class Assigner(threading.Thread):
    def __init__(self, drivers, batch=2):
        super().__init__(name="assigner")
        self.drivers = cycle(drivers)
        self.batch = batch
        self.db = open_db()
        self.assigned = []

    def _next_trips(self):
        trips = self.db.express_sync.list("Trip", {"state": "open"}, order_by=["id"])
        return trips[: self.batch]

    def run(self):
        try:
            for trip in self._next_trips():
                change = {"state": "assigned", "driver": next(self.drivers)}
                self.db.express_sync.update("Trip", trip["id"], change)
                self.assigned.append(trip["id"])
        finally:
            self.db.close()
