ROOMS = [
    {"id": 1, "name": "Aspen", "seats": 4},
    {"id": 2, "name": "Birch", "seats": 8},
    {"id": 3, "name": "Cedar", "seats": 12},
]
