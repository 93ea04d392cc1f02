from dataflow import DataFlow

from settings import DATABASE_URL

db = DataFlow(DATABASE_URL, auto_migrate=False, enable_model_persistence=False)


@db.model
class Visit:
    id: int
    visitor: str
    host: str

    __tablename__ = "h17_visits"


def parse_list(text):
    lines = (line.split("#", 1)[0] for line in text.splitlines())
    return [int(number) for line in lines for number in line.split(",") if number.strip()]


async def purge(numbers, chunk=2):
    for start in range(0, len(numbers), chunk):
        await db.express.bulk_delete("Visit", numbers[start:start + chunk])
    return len(numbers)


async def remove_one(number):
    return await db.express.delete("Visit", number)


async def remaining():
    rows = await db.express.list("Visit", limit=1000)
    return sorted(row["id"] for row in rows)
