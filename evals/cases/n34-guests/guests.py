from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'guests.db'}")


import logging


@db.model
class Guest:
    id: str
    mail: str = ""


def add(guest):
    try:
        db.express_sync.create("Guest", guest)
    except Exception:
        logging.exception("%s is there already", guest["id"])
