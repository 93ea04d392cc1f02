"""Keeps the printer list of the old inventory program up to date."""
from models import db

MOVES = [("PR-02", "room 114"), ("PR-03", "store")]


def move(printer_id, place):
    return db.express_sync.update("Printer", printer_id, {"place": place})


def overview():
    printers = db.express_sync.list("Printer")
    return [f"{p['id']} {p['model']:<10} {p['place']}" for p in sorted(printers, key=lambda p: p["id"])]


def main():
    print("printers found:", db.express_sync.count("Printer"))
    for printer_id, place in MOVES:
        move(printer_id, place)
    print("\n".join(overview()))


if __name__ == "__main__":
    main()
