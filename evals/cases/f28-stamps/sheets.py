SHEETS = [
    [{"id": "st1", "cents": 80}, {"id": "st2", "cents": 95}],
    [{"id": "st2", "cents": 95}, {"id": "st3", "cents": 110}],
]
