import os

from dataflow import DataFlow
import clean

clean.reset("quarry_accounts", "quarry_postings")
db = DataFlow(os.environ.get("DATABASE_URL", "postgresql://postgres@127.0.0.1:5432/test"))


@db.model
class QuarryAccount:
    id: str
    owner: str
    cents: int


@db.model
class QuarryPosting:
    id: str
    payer: str
    payee: str
    cents: int


async def open_account(account_id, owner, cents):
    await db.express.create("QuarryAccount", {"id": account_id, "owner": owner, "cents": cents})


async def pay(reference, payer, payee, cents):
    async with db.transactions.begin():
        source = await db.express.read("QuarryAccount", payer)
        target = await db.express.read("QuarryAccount", payee)
        await db.express.update("QuarryAccount", payer, {"cents": source["cents"] - cents})
        await db.express.update("QuarryAccount", payee, {"cents": target["cents"] + cents})
        await db.express.create(
            "QuarryPosting", {"id": reference, "payer": payer, "payee": payee, "cents": cents}
        )
