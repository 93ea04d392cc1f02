"""Takes the locker sheet of the sports hall over into the new system."""
import csv
import io
from pathlib import Path

from models import db

SHEET = """id,floor,holder,remark
L01,1,Aigner,
L02,1,Bosch,door sticks
L03,2,,reserved for visitors
L04,2,Demir,
"""


def parse(text):
    for row in csv.DictReader(io.StringIO(text)):
        row["floor"] = int(row["floor"])
        yield {column: value if value != "" else None for column, value in row.items()}


def take_over(text):
    lockers = list(parse(text))
    outcome = db.express_sync.bulk_create("Locker", lockers)
    return len(lockers), outcome


def remarks():
    lockers = sorted(db.express_sync.list("Locker"), key=lambda locker: locker["id"])
    return {locker["id"]: locker["remark"] for locker in lockers if locker["remark"]}


def main():
    total, outcome = take_over(SHEET)
    print("rows in sheet:", total)
    print("rows stored:", db.express_sync.count("Locker"))
    for locker_id, remark in remarks().items():
        print(f"remark {locker_id}: {remark}")


if __name__ == "__main__":
    main()
