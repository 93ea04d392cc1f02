from datetime import datetime


def papers():
    return {"weight": 900, "customs": datetime(2024, 5, 1, 9, 0).isoformat()}
