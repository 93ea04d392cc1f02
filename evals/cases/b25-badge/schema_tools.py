def index(table, *columns, unique=False):
    prefix = "uq" if unique else "ix"
    return {"name": "_".join([prefix, table, *columns]), "columns": list(columns), "unique": unique}


def options(table, unique_together=(), indexed=()):
    entries = [index(table, *group, unique=True) for group in unique_together]
    entries += [index(table, column) for column in indexed]
    return {"indexes": entries}
