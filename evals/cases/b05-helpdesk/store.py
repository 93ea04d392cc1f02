from pathlib import Path

from dataflow import DataFlow

db = DataFlow(str(Path(__file__).resolve().parent / "helpdesk.db"))


@db.model
class Ticket:
    id: str
    subject: str
    team: str
    state: str = "open"


def seed():
    db.express_sync.bulk_create("Ticket", [
        {"id": "T1", "subject": "VPN drops every hour", "team": "network", "state": "open"},
        {"id": "T2", "subject": "New laptop for intern", "team": "hardware", "state": "open"},
        {"id": "T3", "subject": "Guest wifi password", "team": "network", "state": "closed"},
        {"id": "T4", "subject": "Switch port 14 dead", "team": "network", "state": "open"},
    ])
