import asyncio
import clean
from datetime import date, timedelta

from dataflow import DataFlow

clean.reset("loans")
db = DataFlow(clean.URL)


@db.model
class Loan:
    id: str
    book: str
    due: date


async def lend(number, title, lent_on):
    loan = {"id": f"loan-{number}", "book": title}
    loan["due"] = lent_on + timedelta(days=21)
    await db.express.create("Loan", loan)


async def main():
    start = date(2025, 3, 1)
    await lend(1, "Emma", start)
    await lend(2, "Middlemarch", start + timedelta(days=2))
    loans = await db.express.list("Loan", order_by=["due"])
    for loan in loans:
        print(loan["book"], str(loan["due"])[:10])
    await db.close_async()


asyncio.run(main())
