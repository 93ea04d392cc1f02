import asyncio
from pathlib import Path

from dataflow import DataFlow

from pricing import MenuBoard

db = DataFlow(str(Path(__file__).resolve().parent / "menu.db"))


@db.model
class Dish:
    id: str
    title: str
    course: str
    price: float


DISHES = [
    {"id": "d1", "title": "Gnocchi", "course": "main", "price": 14.0},
    {"id": "d2", "title": "Risotto", "course": "main", "price": 16.0},
    {"id": "d3", "title": "Tiramisu", "course": "dessert", "price": 7.0},
]


async def main():
    await db.express.bulk_create("Dish", DISHES)
    board = MenuBoard(db.express)
    for hour in ("11:00", "12:00", "13:00"):
        mains = await board.gross("main")
        print(hour, ", ".join(f"{d['title']} {d['price']:.2f}" for d in mains))
    net = await board.dishes("main")
    print("net total:", sum(d["price"] for d in net))
    await db.close_async()


asyncio.run(main())
