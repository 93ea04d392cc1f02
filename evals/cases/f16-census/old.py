ROWS = [
    {"id": "r1", "name": "Abel", "created_at": "2019-03-01"},
    {"id": "r2", "name": "Ines", "created_at": "2021-07-15"},
]
