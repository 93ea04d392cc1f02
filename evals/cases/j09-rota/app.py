from staff import assign, db, hire, nurses_of

DAYS = ["mon", "tue", "wed"]
WARDS = {"east": ("Ines", "Marc", "Yuki"), "west": ("Dana", "Olof")}
TEAM_SIZE = 2


def draw_team(ward, turn):
    free = nurses_of(ward)
    team = []
    while free and len(team) < TEAM_SIZE:
        team.append(free.pop(turn % len(free)))
    return team


def plan(days):
    for turn, day in enumerate(days):
        for ward in WARDS:
            team = draw_team(ward, turn)
            assign(day, ward, team)
            print(day, ward, "staff:", len(team))


def main():
    for ward, names in WARDS.items():
        hire(ward, *names)
    plan(DAYS)
    print("nurses:", db.express_sync.count("Nurse"), "shifts:", db.express_sync.count("Shift"))
    db.close()


if __name__ == "__main__":
    main()
