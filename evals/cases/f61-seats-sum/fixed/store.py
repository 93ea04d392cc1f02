from dataflow import DataFlow

import clean

clean.reset("seats_booked")
db = DataFlow(clean.URL)


@db.model
class Seat:
    id: int
    guest: str

    __tablename__ = "seats_booked"


async def book(seats, guest):
    async with db.transactions.begin() as tx:
        for seat in seats:
            await tx.execute_raw("INSERT INTO seats_booked (id, guest) VALUES ($1, $2)", [seat, guest])
        await tx.execute_raw("UPDATE seats_booked SET guest = upper(guest) WHERE guest = $1", [guest])
