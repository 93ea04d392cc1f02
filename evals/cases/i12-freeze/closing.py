"""Quarter closing: figures are taken while nobody may book."""
from contextlib import contextmanager

from ledger import db


@contextmanager
def books_closed(quarter):
    db.enable_read_only_mode(f"closing of {quarter}")
    try:
        yield
    finally:
        db.disable_protection()


async def try_booking(book, *args):
    try:
        await book(*args)
    except Exception as exc:
        return f"refused ({type(exc).__name__})"
    return "booked"
