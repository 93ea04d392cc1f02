"""Help desk: opens the tickets of the morning mail and hands out the urgent ones."""
import asyncio
from datetime import datetime, timedelta

import asyncpg

MAIL = [("T-1", "Printer smokes", 1), ("T-2", "New keyboard", 4), ("T-3", "VPN is down", 1)]
ON_CALL = ["Petra", "Sam"]


async def clear_stage():
    connection = await asyncpg.connect(user="postgres", host="127.0.0.1", port=5432, database="test")
    try:
        await connection.execute("DROP TABLE IF EXISTS h27_tickets")
    finally:
        await connection.close()


async def morning(tickets):
    first = datetime(2025, 5, 12, 7, 30)
    for minutes, (number, subject, priority) in enumerate(MAIL):
        opened = await tickets.open(number, subject, priority, first + timedelta(minutes=minutes))
        print(f"opened {opened}: {subject}")
    urgent = [number for number, _ in await tickets.urgent()]
    for number, person in zip(urgent, ON_CALL):
        await tickets.assign(number, person)
    for number, person in await tickets.urgent():
        print(f"urgent {number} -> {person}")


async def main():
    await clear_stage()
    from tickets import Tickets, db

    try:
        await morning(Tickets())
    finally:
        await db.close_async()


if __name__ == "__main__":
    asyncio.run(main())
