from models import db


class Refused(Exception):
    pass


async def open_wallet(wallet_id, owner, cents):
    await db.express.create("Wallet", {"id": wallet_id, "owner": owner, "cents": cents})


async def balances():
    wallets = await db.express.list("Wallet")
    return {w["id"]: w["cents"] for w in wallets}


async def transfer(booking_id, source, target, cents):
    """Debit, credit and journal entry belong together."""
    known = await db.express.count("Wallet", {"id": target}) == 1
    async with db.transactions.begin() as tx:
        await tx.execute_raw("UPDATE wallets SET cents = cents - ? WHERE id = ?", [cents, source])
        await tx.execute_raw(
            "INSERT INTO bookings (id, source, target, cents) VALUES (?, ?, ?, ?)",
            [booking_id, source, target, cents],
        )
        if not known:
            raise Refused(f"{booking_id}: no wallet {target}")
        await tx.execute_raw("UPDATE wallets SET cents = cents + ? WHERE id = ?", [cents, target])
