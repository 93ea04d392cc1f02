from dataflow import DataFlow

db = DataFlow("postgresql://postgres@127.0.0.1:5432/test", pool_size=3)


@db.model
class FreightTour:
    id: str
    km: int
    rate_cents: int


@db.model
class FreightInvoice:
    id: str
    tour: str
    total_cents: int


def seed():
    for number, km in enumerate((120, 75, 310, 42), start=1):
        db.express_sync.create("FreightTour", {"id": f"t{number}", "km": km, "rate_cents": 90})


def open_tours():
    return db.express_sync.list("FreightTour", {}, order_by=["id"])
