MONDAY = [
    {"part_no": "HX-200", "label": "Hex bolt M8", "bin": "A1", "quantity": 400},
    {"part_no": "WS-080", "label": "Washer M8", "bin": "A2", "quantity": 900},
]
THURSDAY = [
    {"part_no": "HX-200", "label": "Hex bolt M8", "bin": "A1", "quantity": 150},
    {"part_no": "NT-080", "label": "Nut M8", "bin": "A3", "quantity": 500},
]
