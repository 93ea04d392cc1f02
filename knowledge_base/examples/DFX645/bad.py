import asyncio
import gc
import logging
import warnings
from pathlib import Path

from dataflow import DataFlow

FOLDER = Path(__file__).resolve().parent
written = []


class Kept(logging.Handler):
    def emit(self, record):
        written.append(record.getMessage())


def watch():
    logging.captureWarnings(True)
    warnings.simplefilter("always", ResourceWarning)
    logging.getLogger("py.warnings").addHandler(Kept())


async def copy(year):
    db = DataFlow(f"sqlite:///{FOLDER / f'archive_{year}.db'}")

    @db.model
    class Letter:
        id: str
        sender: str

    await db.express.create("Letter", {"id": f"{year}-1", "sender": "Ruth"})
    count = await db.express.count("Letter")
    db.close()
    return count


watch()
print("letters:", [asyncio.run(copy(year)) for year in (1911, 1912, 1913)])
gc.collect()
left = [line for line in written if "Unclosed" in line]
if left:
    raise SystemExit(f"the log has {len(left)} warnings")
