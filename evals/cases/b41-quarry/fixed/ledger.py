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
    async with db.transactions.begin() as tx:
        await tx.execute_raw(
            "UPDATE quarry_accounts SET cents = cents - $1 WHERE id = $2", [cents, payer]
        )
        await tx.execute_raw(
            "UPDATE quarry_accounts SET cents = cents + $1 WHERE id = $2", [cents, payee]
        )
        await tx.execute_raw(
            "INSERT INTO quarry_postings (id, payer, payee, cents) VALUES ($1, $2, $3, $4)",
            [reference, payer, payee, cents],
        )
