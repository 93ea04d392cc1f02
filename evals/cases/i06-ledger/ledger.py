from dataflow import DataFlow

URL = "postgresql://postgres@127.0.0.1:5432/test"

db = DataFlow(URL)


@db.model
class Posting:
    id: str
    account: str
    amount: float
    memo: str = ""

    __tablename__ = "i06_postings"


def parse(text):
    """'1.234,56' as it stands in the bank's export."""
    return float(text.replace(".", "").replace(",", "."))


async def post(number, account, text, memo=""):
    await db.express.create(
        "Posting",
        {"id": f"P{number:04d}", "account": account, "amount": parse(text), "memo": memo},
    )


async def statement(account):
    postings = await db.express.list("Posting", {"account": account}, order_by=["id"])
    return [(p["id"], p["amount"]) for p in postings]
