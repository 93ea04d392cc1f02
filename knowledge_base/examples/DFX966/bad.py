import asyncio
from pathlib import Path

from dataflow import DataFlow
from dataflow.classification import DataClassification, MaskingStrategy, classify

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'donors.db'}")


@db.model
@classify("iban", DataClassification.PII, masking=MaskingStrategy.REDACT)
class Donor:
    id: str
    name: str
    iban: str


async def register(donor):
    """What the web page shows after the form was sent."""
    return await db.express.create("Donor", donor)


async def main():
    shown = await register({"id": "d1", "name": "Holm", "iban": "CH93 0076"})
    print("page shows:", shown["name"], shown["iban"])
    await db.close_async()
    assert "0076" not in shown["iban"], "the account number is on the page"


asyncio.run(main())
