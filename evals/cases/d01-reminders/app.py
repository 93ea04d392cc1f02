from models import db
from repository import Repository

invoices = Repository("Invoice")


def load():
    for number, customer, cents, status, days in (
        ("2024-101", "Moser Dach GmbH", 184000, "paid", 0),
        ("2024-102", "Praxis Dr. Lang", 42050, "open", 3),
        ("2024-103", "Elektro Huber", 99900, "open", 38),
        ("2024-104", "Cafe Central", 12780, "cancelled", 60),
        ("2024-105", "Fahrschule Benz", 56000, "open", 45),
    ):
        invoices.add(id=number, customer=customer, email=f"billing+{number}@example.org",
                     cents=cents, status=status, days_late=days)


def send_reminders(grace_days):
    overdue = invoices.find(status="open", days_late={"$gt": grace_days})
    for invoice in overdue:
        print(f"reminder to {invoice['customer']}: {invoice['cents'] / 100:.2f} EUR ({invoice['id']})")
        invoices.change(invoice["id"], reminders=invoice["reminders"] + 1)
    return len(overdue)


if __name__ == "__main__":
    load()
    print("reminders sent:", send_reminders(grace_days=30))
    db.close()
