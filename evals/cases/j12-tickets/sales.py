from theatre import db

TAKE = "UPDATE shows SET seats = seats - ? WHERE id = ?"


class Desk:
    def __init__(self, prefix):
        self.prefix = prefix
        self.sold = 0

    def next_number(self):
        self.sold += 1
        return f"{self.prefix}{self.sold:03d}"

    def sell(self, show_id, buyer, seats):
        number = self.next_number()
        with db.transactions_sync.begin() as tx:
            tx.execute_raw(TAKE, [seats, show_id])
            db.express_sync.create("Ticket", {
                "id": number, "show_id": show_id, "buyer": buyer, "seats": seats,
            })
        return number
