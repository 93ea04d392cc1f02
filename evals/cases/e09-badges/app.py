from datetime import datetime, timedelta

from store import badges, db

NOW = datetime(2025, 7, 1, 18, 0)


def issue(number, visitor, hours_ago):
    issued = NOW - timedelta(hours=hours_ago)
    badges.add({"id": number, "visitor": visitor, "issued": issued.strftime("%Y-%m-%d %H:%M"),
                "returned": hours_ago > 6})


def nightly_cleanup():
    cutoff = (NOW - timedelta(hours=24)).strftime("%Y-%m-%d %H:%M")
    badges.remove_where(returned=True, issued={"$lt": cutoff})


if __name__ == "__main__":
    for number, visitor, hours in (("V1", "Brandt", 2), ("V2", "Costa", 30), ("V3", "Dietz", 55), ("V4", "Evans", 9)):
        issue(number, visitor, hours)
    nightly_cleanup()
    print("left after cleanup:", badges.numbers())
    db.close()
