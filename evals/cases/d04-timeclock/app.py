from timeclock import TimeClock


def minutes(at):
    hours, mins = at.split(":")
    return int(hours) * 60 + int(mins)


def worked(sheet):
    total = 0
    for row in sheet:
        total += minutes(row["at"]) if row["kind"] == "out" else -minutes(row["at"])
    return total


clock = TimeClock("gate")
for employee, kind, at in (
    ("nadia", "in", "07:55"),
    ("oskar", "in", "08:10"),
    ("nadia", "out", "12:00"),
    ("oskar", "out", "12:40"),
):
    stamped = clock.stamp(employee, kind, at)
    print(f"{stamped['employee']} {stamped['kind']} at {stamped['at']}")

for employee in ("nadia", "oskar"):
    sheet = clock.sheet(employee)
    print(f"{employee}: {len(sheet)} stamps, {worked(sheet)} minutes")
clock.close()
