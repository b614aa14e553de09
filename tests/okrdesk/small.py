"""A small workshop of a company that there is not, with all kinds of records: for many tests."""

from datetime import date
from decimal import Decimal

from okrdesk.cards import (
    Author,
    Condition,
    Cycle,
    KeyResult,
    Link,
    Objective,
    Organisation,
    Person,
    Pillar,
    RoleAnswer,
    Team,
)
from okrdesk.change import Change, Put

ANN = Author("author-ann", "Ann Okoro")
BOB = Author("author-bob", "Bob Lindqvist")

RECORDS = (
    Organisation("org", "Harbour Bikes", ("Company", "Departments"), time_zone="Europe/Lisbon"),
    Cycle("cycle", "Q3", date(2026, 7, 1), 13, date(2026, 6, 26)),
    Team("co", "a0", "Harbour Bikes", "CO"),
    Team("eng", "a0", "Engineering", "ENG", 1, "co", "Bikes that last", 12, "Product"),
    Team("shop", "a1", "Shops & Repair", "SHOP", 2, "co"),
    Person("rosa", "a0", "Rosa Luna", "RL", "eng", "Head of engineering"),
    Person("kofi", "a1", "Kofi Annor", "KA", "shop"),
    Pillar("p1", "a0", "S-1", "Repair before replace", "A bike that is mended stays ours", "commuters"),
    Objective("o1", "a0", "CO-1", "co", "Every rider comes back", "Loyal riders pay the next shop", "rosa"),
    Objective("o2", "a0", "ENG-1", "eng", "Frames that outlive riders", "", "rosa", ("kofi",), "committed"),
    Objective("o3", "a1", "SHOP-1", "shop", "=1+1 → “repair” <b>now</b> 漢 🎯", "line one\nline two", "kofi"),
    Objective("o4", "a2", "SHOP-2", "shop", "A new shop", parked=True, parked_why="rent", parked_until="Q4"),
    KeyResult("k1", "a0", "CO-1.1", "o1", "Riders who return", "increase", "returns", "%", Decimal("31"),
              False, Decimal("45.5"), owner="rosa", involved=("kofi",), read_every="month"),
    KeyResult("k2", "a0", "ENG-1.1", "o2", "Cracks", "no_more_than", "cracks", "", None, True, Decimal(3)),
    KeyResult("k3", "a1", "ENG-1.2", "o2", "Bench runs", "milestone", due="end of August", proxy_until=6),
    Condition("c1", "a0", "CO-1.c1", "o1", "Repairs take less than a day"),
    Condition("c2", "a1", "CO-1.c2", "o1", "Parts are in stock", "normal_work", "the warehouse does it"),
    Link("l1", "o2", "p1", "serves", "Sturdy frames are worth mending", primary=True),
    Link("l2", "o3", "c1", "enables", "Two more benches"),
    Link("l3", "o3", "o2", "relies_on", by_week=4, answer="accepted"),
    RoleAnswer("r1", "eng", "o1", "role", "quality"),
)  # fmt: skip


def small_change() -> Change:
    """The import that makes the small workshop."""
    return Change("Import small.xlsx", tuple(Put(record) for record in RECORDS), "import")
