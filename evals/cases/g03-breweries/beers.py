from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'beers.db'}", multi_tenant=True)


@db.model
class Beer:
    id: str
    strength: float

    __dataflow__ = {"multi_tenant": True}


for key in ("north", "south"):
    db.tenant_context.register_tenant(key, key)


async def put(brewery, beer, strength):
    async with db.tenant_context.aswitch(brewery):
        try:
            await db.express.bulk_upsert("Beer", [{"id": beer, "strength": strength}])
        except Exception as error:
            print("refused:", brewery, type(error).__name__ != "")


async def beers(brewery):
    async with db.tenant_context.aswitch(brewery):
        return [beer["strength"] for beer in await db.express.list("Beer", cache_ttl=0)]
