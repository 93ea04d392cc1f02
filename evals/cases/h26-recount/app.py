"""Stock-taking: enters the counted quantities of the hand scanners."""
import asyncio
import csv
import io

from warehouse import clear_stage, db, stock_up

ARTICLES = [(11, "Hinge 40", "R1", 120), (12, "Hinge 60", "R1", 64), (31, "Latch", "R4", 18)]

SCANNER_FILE = """\
article;counted;who
11;117;Bea
12;64;Bea
31;21;Omar
"""


def read_counts(text):
    for line in csv.DictReader(io.StringIO(text), delimiter=";"):
        yield line["article"], int(line["counted"]), line["who"]


async def enter(article, counted, who):
    known = await db.express.read("H26Article", article)
    if known is None:
        return f"{article}: unknown article ({who})"
    difference = counted - known["qty"]
    if difference == 0:
        return f"{known['label']}: unchanged"
    await db.express.update("H26Article", article, {"qty": counted})
    return f"{known['label']}: {difference:+d} ({who})"


async def main():
    await clear_stage()
    await db.initialize()
    await stock_up(ARTICLES)
    for article, counted, who in read_counts(SCANNER_FILE):
        print(await enter(article, counted, who))
    await db.close_async()


if __name__ == "__main__":
    asyncio.run(main())
