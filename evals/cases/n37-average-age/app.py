from ages import average, db

for number, age in enumerate([20, 21, 23]):
    db.express_sync.create("Dancer", {"id": f"d{number}", "age": age})
print(f"average: {average():.2f}")
