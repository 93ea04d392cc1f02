"""The two exports that arrive every night from the ERP and from the web shop."""

ERP = [
    ("DE811", "Lindner Pumpen", "Kassel"),
    ("AT402", "Hofer Metall", "Graz"),
    ("NL093", "Van Dam Logistiek", "Breda"),
]
SHOP = [
    ("AT402", "Hofer Metall GmbH", "Linz"),
    ("FR217", "Atelier Roux", "Lyon"),
    ("DE811", "Lindner Pumpen", "Fulda"),
]


def records(lines):
    return [{"vat_number": vat, "company": company, "city": city} for vat, company, city in lines]
