from wards import db, median

for number, ward in enumerate("AAB", start=1):
    db.express_sync.create("Wardstay", {"id": number, "ward": ward, "days": number})
try:
    for ward in "ABC":
        print(ward, median(ward))
finally:
    db.close()
