from pathlib import Path

from dataflow import DataFlow

db = DataFlow(str(Path(__file__).resolve().parent / "boxoffice.db"))


@db.model
class Show:
    id: str
    title: str
    seats_left: int = 0


@db.model
class Sale:
    id: str
    show_id: str
    customer: str
    seats: int


class BoxOffice:
    def __init__(self, show_id):
        self.show_id = show_id

    async def sell(self, customer, seats):
        show = await db.express.read("Show", self.show_id)
        if show["seats_left"] < seats:
            return False
        await db.express.create("Sale", {"id": f"{self.show_id}-{customer}", "show_id": self.show_id,
                                         "customer": customer, "seats": seats})
        await db.express.update("Show", self.show_id, {"seats_left": show["seats_left"] - seats})
        return True
