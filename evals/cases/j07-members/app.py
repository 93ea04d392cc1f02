import asyncio

from members import MemberService, db


async def main():
    service = MemberService()
    try:
        await service.enrol("m1", "Tuva", 2024)
        await service.enrol("m2", "Emil", 2025)
        await service.renew("m1")
        await service.change("m2", level="gold")
        for member_id in ("m1", "m2"):
            member = await service.get(member_id)
            print(member["name"], member["year"], member["level"])
    finally:
        await db.close_async()


if __name__ == "__main__":
    asyncio.run(main())
