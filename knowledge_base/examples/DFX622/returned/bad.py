import asyncio

from dataflow import DataFlow

store = DataFlow(":memory:")


@store.model
class Stanza:
    id: str
    lines: int


async def collect(numbers):
    """Keeps the stanzas that have lines, and counts these."""
    kept = [number for number in numbers if number]
    if not kept:
        return 0
    for place, number in enumerate(kept):
        await store.express.create("Stanza", {"id": f"s{place}", "lines": number})
    return sum(row["lines"] for row in await store.express.list("Stanza"))


def run():
    print("lines:", asyncio.run(collect([4, 0, 6])), flush=True)


if __name__ == "__main__":
    run()
