FREE_DAYS = 3
CENTS_PER_DAY = 25


def late_fee(loan):
    days = loan["returned_day"] - loan["due_day"]
    if days <= FREE_DAYS:
        return 0
    return days * CENTS_PER_DAY
