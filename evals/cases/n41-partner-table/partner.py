import asyncpg

import clean


async def prices():
    connection = await asyncpg.connect(clean.URL)
    try:
        return await connection.fetch("SELECT id, cents FROM partner_prices_2024")
    finally:
        await connection.close()
