"""Moving stock between two bins: both counts and the journal line, or nothing."""
from itertools import count

from models import db

_numbers = count(1)


class NotEnough(Exception):
    pass


def _change(tx, place, pieces):
    tx.execute_raw("UPDATE bins SET pieces = pieces + ? WHERE id = ?", [pieces, place])


def _journal(tx, source, target, pieces):
    number = f"mv-{next(_numbers):04d}"
    tx.execute_raw(
        "INSERT INTO moves (id, source, target, pieces) VALUES (?, ?, ?, ?)", [number, source, target, pieces]
    )
    return number


async def move_stock(source, target, pieces):
    place = await db.express.read("Bin", source)
    if place["pieces"] < pieces:
        raise NotEnough(f"{source} has {place['pieces']} pieces")
    with db.transactions_sync.begin() as tx:
        _change(tx, source, -pieces)
        _change(tx, target, pieces)
        return _journal(tx, source, target, pieces)
