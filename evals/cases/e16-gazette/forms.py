SUBMISSIONS = [
    {"id": "n1", "email": "lea@example.org", "fullName": "Lea Winter", "town": "Steyr"},
    {"id": "n2", "email": "max@example.org", "fullName": "Max Holl", "town": "Linz"},
    {"id": "n3", "email": "ivo@example.org", "fullName": "Ivo Babic", "town": "Wels"},
]
