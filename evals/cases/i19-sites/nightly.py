"""Nightly badge synchronisation over all sites."""
import gc
import logging
import warnings
from pathlib import Path

from site_store import SiteStore

LOG = Path(__file__).resolve().parent / "nightly.log"

BADGES = {
    "north": [("B1", "Ada", 2), ("B2", "Jonas", 1)],
    "harbour": [("B7", "Noor", 3)],
    "airport": [("B8", "Luis", 1), ("B9", "Ines", 2), ("B10", "Pavel", 2)],
}


def start_log():
    LOG.unlink(missing_ok=True)
    handler = logging.FileHandler(LOG)
    handler.setLevel(logging.WARNING)
    logging.captureWarnings(True)
    warnings.simplefilter("always")
    logging.getLogger("py.warnings").addHandler(handler)
    logging.getLogger("nightly").addHandler(handler)


async def sync_site(site, badges):
    async with SiteStore(site) as badges_table:
        for badge_id, person, level in badges:
            await badges_table.create("Badge", {"id": badge_id, "person": person, "level": level})
        rows = await badges_table.list("Badge", {"level": {"$gte": 2}})
        return sorted(row["person"] for row in rows)


async def sync_all():
    start_log()
    senior = {}
    for site, badges in BADGES.items():
        senior[site] = await sync_site(site, badges)
        gc.collect()
    return senior


def log_lines():
    gc.collect()
    return [line for line in LOG.read_text().splitlines() if "Warning" in line]
