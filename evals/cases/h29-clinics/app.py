"""Takes over the appointment lists of two clinics and prints the day sheets."""
import asyncio

from practice import CLINICS, at, db

LISTS = {
    "north": "Abel;08:00;15\nBruns;08:15;30\nCosta;09:00;15",
    "harbour": "Dorn;08:00;45\nEwert;10:00;15",
}


def parse(clinic_id, text):
    rows = []
    for number, line in enumerate(text.splitlines(), start=1):
        patient, slot, minutes = line.split(";")
        rows.append({"id": f"{clinic_id}-{number}", "patient": patient, "slot": slot, "minutes": int(minutes)})
    return rows


async def take_over(clinic_id, text):
    with at(clinic_id) as name:
        outcome = await db.express.bulk_create("Appointment", parse(clinic_id, text))
        taken = outcome.get("inserted", 0) if isinstance(outcome, dict) else len(outcome)
        print(f"{name}: {taken} appointments taken over")


async def phone_call(clinic_id, number, patient, slot):
    with at(clinic_id):
        await db.express.create(
            "Appointment", {"id": f"{clinic_id}-{number}", "patient": patient, "slot": slot, "minutes": 20}
        )


async def day_sheet(clinic_id):
    with at(clinic_id) as name:
        appointments = await db.express.list("Appointment", {}, limit=200)
    ordered = sorted(appointments, key=lambda a: (a["slot"], a["patient"]))
    entries = ", ".join(f"{a['slot']} {a['patient']}" for a in ordered)
    print(f"{name}: {sum(a['minutes'] for a in ordered)} min: {entries}")


async def main():
    for clinic_id, text in LISTS.items():
        await take_over(clinic_id, text)
    await phone_call("harbour", "p1", "Falk", "11:30")
    for clinic_id in sorted(CLINICS):
        await day_sheet(clinic_id)
    await db.close_async()


if __name__ == "__main__":
    asyncio.run(main())
