import asyncpg

from store import DATABASE_URL


async def move(source, target, tons):
    con = await asyncpg.connect(DATABASE_URL)
    try:
        async with con.transaction():
            await con.execute("UPDATE grain_silos SET tons = tons - $1 WHERE id = $2", tons, source)
            await con.execute("UPDATE grain_silos SET tons = tons + $1 WHERE id = $2", tons, target)
    finally:
        await con.close()
