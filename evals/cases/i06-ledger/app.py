import asyncio

import asyncpg

from ledger import URL, db, post, statement

EXPORT = """\
rent;184.250,35;June
rent;184.250,35;July
repairs;-12.399,99;lift
rent;2.000.000,25;sale of garage
repairs;-0,01;rounding
"""


async def reset():
    con = await asyncpg.connect(URL)
    await con.execute("DROP TABLE IF EXISTS i06_postings CASCADE")
    await con.close()


async def load(export):
    accounts = []
    for number, line in enumerate(export.splitlines(), start=1):
        account, text, memo = line.split(";")
        await post(number, account, text, memo)
        if account not in accounts:
            accounts.append(account)
    return accounts


async def main():
    await reset()
    try:
        for account in await load(EXPORT):
            lines = await statement(account)
            for number, amount in lines:
                print(f"{number} {account} {amount:.2f}")
            print(f"total {account} {sum(amount for _, amount in lines):.2f}")
    finally:
        await db.close_async()


asyncio.run(main())
