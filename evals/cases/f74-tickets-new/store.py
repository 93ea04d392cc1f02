from dataflow import DataFlow

import clean

clean.reset("tickets")
db = DataFlow(clean.URL)


@db.model
class Ticket:
    id: int
    subject: str


def open_ticket(subject):
    ticket = db.express_sync.create("Ticket", {"subject": subject})
    return ticket["id"]
