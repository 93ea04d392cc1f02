def entries():
    return [{"id": "ane", "club": "OK Nord"}, {"id": "bo", "club": "OK Nord", "bib": 31}]
