"""Published brackets, rounds and group stages, run as cases. Sources are named with each."""

from __future__ import annotations

from tests.scoring.rulebook.formats.meets import duel, entries, going, ranks, stage


def test_world_cup_2018_group_h_is_decided_by_fair_play() -> None:
    # FIFA World Cup 2018, group H: Japan and Senegal level on points, difference, goals and their match; fewer cards.
    people = entries(4)
    for one, cards in zip(people, [6, 4, 6, 3], strict=True):
        one["faults"] = {"cards": cards}
    names = {"COL": "1", "JPN": "2", "SEN": "3", "POL": "4"}

    def score(a: str, b: str, *goals: int) -> dict[str, object]:
        return {"a": names[a], "b": names[b], "score": list(goals)}

    line = {
        "code": "h",
        "rule": "round_robin",
        "matches": [
            score("COL", "JPN", 1, 2),
            score("POL", "SEN", 1, 2),
            score("JPN", "SEN", 2, 2),
            score("POL", "COL", 0, 3),
            score("JPN", "POL", 0, 1),
            score("SEN", "COL", 0, 1),
        ],
        "tie_breaks": [
            {"rule": "point_difference", "among": "all"},
            {"rule": "point_total", "among": "all"},
            {"rule": "head_to_head"},
            {"rule": "fewer_faults"},
        ],
        "advance": {"by_place": 2},
    }
    contest = duel(4, line, entries=people, settings={"system": "fifa"})

    assert ranks(contest) == {"1": 1, "2": 2, "3": 3, "4": 4}
    assert going(contest) == ["1", "2"]
    rows = stage(contest)["groups"][0]["rows"]
    assert [(row["points"], row["scores"]) for row in rows] == [(6, [5, 2]), (4, [4, 4]), (4, [4, 4]), (3, [2, 5])]


EURO_2016 = """
A FRA-ROU 2:1 ALB-SUI 0:1 ROU-SUI 1:1 FRA-ALB 2:0 ROU-ALB 0:1 SUI-FRA 0:0
B WAL-SVK 2:1 ENG-RUS 1:1 RUS-SVK 1:2 ENG-WAL 2:1 RUS-WAL 0:3 SVK-ENG 0:0
C POL-NIR 1:0 GER-UKR 2:0 UKR-NIR 0:2 GER-POL 0:0 UKR-POL 0:1 NIR-GER 0:1
D TUR-CRO 0:1 ESP-CZE 1:0 CZE-CRO 2:2 ESP-TUR 3:0 CZE-TUR 0:2 CRO-ESP 2:1
E IRL-SWE 1:1 BEL-ITA 0:2 ITA-SWE 1:0 BEL-IRL 3:0 ITA-IRL 0:1 SWE-BEL 0:1
F AUT-HUN 0:2 POR-ISL 1:1 ISL-HUN 1:1 POR-AUT 0:0 ISL-AUT 2:1 HUN-POR 3:3
"""


def test_euro_2016_groups_and_the_four_best_thirds() -> None:
    # UEFA Euro 2016: the later champion went on as one of the best thirds; Turkey and Albania did not.
    matches = []
    for line in EURO_2016.split("\n"):
        group, *words = line.split() or [""]
        for teams, goals in zip(words[::2], words[1::2], strict=True):
            a, b = teams.split("-")
            matches.append({"group": group, "a": a, "b": b, "score": [int(goal) for goal in goals.split(":")]})
    teams = sorted({match[side] for match in matches for side in ("a", "b")})
    groups = {
        "code": "groups",
        "rule": "groups",
        "groups": 6,
        "matches": matches,
        "advance": {"by_place": 2, "best_of_place": {"place": 3, "count": 4}},
    }
    people = [{"id": team, "person": team} for team in teams]
    contest = duel(24, groups, entries=people, settings={"system": "uefa"})

    tables = {one["code"]: [row["entry"] for row in one["rows"]] for one in stage(contest)["groups"]}

    assert tables == {
        "A": ["FRA", "SUI", "ALB", "ROU"],
        "B": ["WAL", "ENG", "SVK", "RUS"],
        "C": ["GER", "POL", "NIR", "UKR"],
        "D": ["CRO", "ESP", "TUR", "CZE"],
        "E": ["ITA", "BEL", "IRL", "SWE"],
        "F": ["HUN", "ISL", "POR", "AUT"],
    }
    assert going(contest)[12:] == ["SVK", "IRL", "POR", "NIR"]
