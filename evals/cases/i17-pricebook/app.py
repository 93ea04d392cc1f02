import logging
import sqlite3

from pricebook import DB_FILE, open_book
from refresh import refresh

logging.disable(logging.WARNING)


def print_book():
    con = sqlite3.connect(DB_FILE)
    for part_id, label, cents in con.execute("SELECT id, label, cents FROM parts ORDER BY id"):
        print(f"{part_id} {label:12s} {cents / 100:8.2f}")
    con.close()


def main():
    open_book()
    outcome = refresh()
    print("new:", outcome["inserted"], "changed:", outcome["updated"])
    print_book()


if __name__ == "__main__":
    main()
