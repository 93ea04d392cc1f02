"""Empties the demo database so that every run of the demo starts from nothing."""
import asyncio
import asyncpg

URL = "postgresql://postgres@127.0.0.1:5432/test"


def reset():
    async def go():
        con = await asyncpg.connect(URL)
        for table in ['transfers']:
            await con.execute(f'DROP TABLE IF EXISTS {table} CASCADE')
        await con.close()

    asyncio.run(go())
