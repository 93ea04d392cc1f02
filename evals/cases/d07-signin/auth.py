from accounts import by_email, digest


class LoginError(Exception):
    pass


def login(email, password):
    account = by_email(email)
    if account.get("password_hash") != digest(password):
        raise LoginError("e-mail or password is wrong")
    return account
