from dataflow import DataFlow

import clean

clean.reset("tickets")
db = DataFlow(clean.URL)


@db.model
class Ticket:
    id: int
    subject: str


def open_ticket(subject):
    db.express_sync.create("Ticket", {"subject": subject})
    ticket = db.express_sync.find_one("Ticket", {"subject": subject})
    return ticket["id"]
