from datetime import datetime

ROWS = [("LH1", "2024-05-01 10:00"), ("XA2", "01/05/2024 11:00")]


def flights():
    return [{"id": name, "at": datetime.strptime(text, "%Y-%m-%d %H:%M")} for name, text in ROWS]
