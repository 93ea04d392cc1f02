KIND = "mysql"
PLACE = "root@127.0.0.1:3306/test"
ADDRESS = f"{KIND}://{PLACE}"
