from datetime import date, datetime, time, timedelta
from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'ward.db'}")


@db.model
class Reading:
    id: str
    machine: str
    pressure: int
    taken_at: datetime


class ShiftReport:
    STARTS = {"early": time(6), "late": time(14), "night": time(22)}

    def __init__(self, day):
        self.day = day

    def window(self, shift):
        start = datetime.combine(self.day, self.STARTS[shift])
        return start.isoformat(), (start + timedelta(hours=8)).isoformat()

    def readings(self, shift):
        since, until = self.window(shift)
        return db.express_sync.list(
            "Reading", {"taken_at": {"$gte": since, "$lt": until}}, order_by=["taken_at"]
        )

    def line(self, shift):
        rows = self.readings(shift)
        peak = max((row["pressure"] for row in rows), default="-")
        return f"{self.day} {shift}: {len(rows)} readings, peak {peak}"


def record(number, machine, pressure, taken_at):
    db.express_sync.create(
        "Reading",
        {"id": f"R{number}", "machine": machine, "pressure": pressure, "taken_at": datetime.fromisoformat(taken_at)},
    )


if __name__ == "__main__":
    record(1, "D4", 118, "2025-05-06T05:50:00")
    record(2, "D4", 131, "2025-05-06T06:30:00")
    record(3, "D7", 126, "2025-05-06T11:05:00")
    record(4, "D4", 140, "2025-05-06T14:20:00")
    record(5, "D7", 122, "2025-05-06T23:10:00")
    record(6, "D7", 119, "2025-05-07T01:45:00")
    report = ShiftReport(date(2025, 5, 6))
    for shift in ShiftReport.STARTS:
        print(report.line(shift))
    db.close()
