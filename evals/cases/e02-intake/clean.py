"""Empties the tables of the exercise so that every run starts from nothing."""

import asyncio

import asyncpg

URL = "postgresql://postgres@127.0.0.1:5432/test"


def reset(*tables):
    async def go():
        connection = await asyncpg.connect(URL)
        for table in tables:
            await connection.execute(f"DROP TABLE IF EXISTS {table} CASCADE")
        await connection.close()

    asyncio.run(go())
