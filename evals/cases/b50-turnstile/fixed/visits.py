import asyncio

from models import db


async def badge_is_valid(badge):
    await asyncio.sleep(0.05)
    return badge[0] in "ABCZ"


async def check_in(badge, day):
    """One visit per badge and day, however often the badge is held to the reader."""
    key = {"badge": badge, "day": day}
    known = await db.express.find_one("TurnstileVisit", key, cache_ttl=0)
    if known:
        return known
    if not await badge_is_valid(badge):
        raise PermissionError(badge)
    try:
        return await db.express.create("TurnstileVisit", key)
    except RuntimeError as exc:
        if "duplicate key" not in str(exc):
            raise
        return await db.express.find_one("TurnstileVisit", key, cache_ttl=0)
