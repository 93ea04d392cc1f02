import asyncio

from desk import Desk, db

INBOX = [
    ("Paper jam, 3rd floor", "printer", {}),
    ("VPN drops every hour", "network", {}),
    ("Toner low", "printer", {"state": "closed"}),
    ("Duplex unit squeaks", "printer", {}),
]


async def main():
    desk = Desk(db)
    try:
        for subject, queue, extra in INBOX:
            await desk.file(subject, queue, **extra)
        for queue, colleague in {"printer": "mara", "network": "tomas"}.items():
            print(f"{colleague} takes {await desk.hand_over(queue, colleague)} of {queue}")
        print("workload:", await desk.workload())
    finally:
        await db.close_async()


if __name__ == "__main__":
    asyncio.run(main())
