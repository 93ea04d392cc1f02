"""Empties the tables of the exercise so that every run starts from nothing."""

import pymysql

URL = "mysql://root@127.0.0.1:3306/test"


def run(*statements):
    connection = pymysql.connect(host="127.0.0.1", user="root", database="test", autocommit=True)
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
    connection.close()


def reset(*tables):
    run(*[f"DROP TABLE IF EXISTS {table}" for table in tables])
