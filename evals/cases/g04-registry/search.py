import sqlite3

from boats import FILE, Vessel


def heavier_than(tons):
    builder = Vessel.query_builder()
    builder.where("tons", "$gt", tons)
    sql, parameters = builder.build_select(["id"])
    connection = sqlite3.connect(FILE)
    for number in range(len(parameters), 0, -1):
        sql = sql.replace(f"${number}", "?")
    return [row[0] for row in connection.execute(sql, parameters)]
