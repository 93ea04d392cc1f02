from store import db


async def move(source, target, tons):
    async with db.transactions.begin() as tx:
        await tx.execute_raw("UPDATE grain_silos SET tons = tons - $1 WHERE id = $2", [tons, source])
        await tx.execute_raw("UPDATE grain_silos SET tons = tons + $1 WHERE id = $2", [tons, target])
