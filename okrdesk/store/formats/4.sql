CREATE TABLE organisation (
    id TEXT NOT NULL,
    name TEXT NOT NULL,
    levels TEXT NOT NULL,
    language TEXT NOT NULL,
    time_zone TEXT NOT NULL,
    number_format TEXT NOT NULL,
    currency TEXT NOT NULL,
    page_size TEXT NOT NULL,
    logo TEXT NOT NULL,
    prompts TEXT NOT NULL,
    purpose TEXT NOT NULL,
    version INTEGER NOT NULL,
    gone INTEGER,
    PRIMARY KEY (id)
);

CREATE TABLE cycle (
    id TEXT NOT NULL,
    name TEXT NOT NULL,
    starts TEXT,
    weeks INTEGER NOT NULL,
    freeze TEXT,
    constraints TEXT NOT NULL,
    version INTEGER NOT NULL,
    gone INTEGER,
    PRIMARY KEY (id)
);

CREATE TABLE settings (
    id TEXT NOT NULL,
    company_objectives_at_most INTEGER NOT NULL,
    team_objectives_at_most INTEGER NOT NULL,
    key_results_at_most INTEGER NOT NULL,
    volatile BOOLEAN NOT NULL,
    version INTEGER NOT NULL,
    gone INTEGER,
    PRIMARY KEY (id)
);

CREATE TABLE team (
    id TEXT NOT NULL,
    rank TEXT NOT NULL,
    name TEXT NOT NULL,
    code TEXT NOT NULL,
    colour INTEGER NOT NULL,
    parent TEXT NOT NULL,
    purpose TEXT NOT NULL,
    headcount INTEGER,
    function TEXT NOT NULL,
    version INTEGER NOT NULL,
    gone INTEGER,
    PRIMARY KEY (id)
);

CREATE TABLE person (
    id TEXT NOT NULL,
    rank TEXT NOT NULL,
    name TEXT NOT NULL,
    initials TEXT NOT NULL,
    team TEXT NOT NULL,
    title TEXT NOT NULL,
    version INTEGER NOT NULL,
    gone INTEGER,
    PRIMARY KEY (id)
);

CREATE TABLE pillar (
    id TEXT NOT NULL,
    rank TEXT NOT NULL,
    code TEXT NOT NULL,
    title TEXT NOT NULL,
    statement TEXT NOT NULL,
    for_whom TEXT NOT NULL,
    how_we_win TEXT NOT NULL,
    what_we_give_up TEXT NOT NULL,
    horizon TEXT NOT NULL,
    owner TEXT NOT NULL,
    colour INTEGER NOT NULL,
    version INTEGER NOT NULL,
    gone INTEGER,
    PRIMARY KEY (id)
);

CREATE TABLE condition (
    id TEXT NOT NULL,
    rank TEXT NOT NULL,
    code TEXT NOT NULL,
    parent TEXT NOT NULL,
    text TEXT NOT NULL,
    answer TEXT NOT NULL,
    reason TEXT NOT NULL,
    version INTEGER NOT NULL,
    gone INTEGER,
    PRIMARY KEY (id)
);

CREATE TABLE link (
    id TEXT NOT NULL,
    source TEXT NOT NULL,
    target TEXT NOT NULL,
    kind TEXT NOT NULL,
    sentence TEXT NOT NULL,
    "primary" BOOLEAN NOT NULL,
    by_week INTEGER,
    answer TEXT NOT NULL,
    later BOOLEAN NOT NULL,
    version INTEGER NOT NULL,
    gone INTEGER,
    PRIMARY KEY (id)
);

CREATE TABLE author (
    id TEXT NOT NULL,
    name TEXT NOT NULL,
    public_key TEXT NOT NULL,
    person TEXT NOT NULL,
    PRIMARY KEY (id)
);

CREATE TABLE counter (
    scope TEXT NOT NULL,
    value INTEGER NOT NULL,
    PRIMARY KEY (scope)
);

CREATE TABLE meta (
    "key" TEXT NOT NULL,
    value BLOB NOT NULL,
    PRIMARY KEY ("key")
);

CREATE TABLE objective (
    id TEXT NOT NULL,
    rank TEXT NOT NULL,
    code TEXT NOT NULL,
    team TEXT NOT NULL,
    title TEXT NOT NULL,
    story TEXT NOT NULL,
    owner TEXT NOT NULL,
    involved TEXT NOT NULL,
    style TEXT NOT NULL,
    state TEXT NOT NULL,
    kind TEXT NOT NULL,
    role_objective BOOLEAN NOT NULL,
    beneficiary TEXT NOT NULL,
    parked BOOLEAN NOT NULL,
    parked_why TEXT NOT NULL,
    parked_until TEXT NOT NULL,
    resources_by TEXT NOT NULL,
    resources_on TEXT,
    carried_from TEXT NOT NULL,
    private BOOLEAN NOT NULL,
    score TEXT,
    note TEXT NOT NULL,
    why_now TEXT NOT NULL,
    version INTEGER NOT NULL,
    gone INTEGER,
    PRIMARY KEY (id),
    FOREIGN KEY(team) REFERENCES team (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED
);

CREATE TABLE role_answer (
    id TEXT NOT NULL,
    team TEXT NOT NULL,
    target TEXT NOT NULL,
    answer TEXT NOT NULL,
    reason TEXT NOT NULL,
    version INTEGER NOT NULL,
    gone INTEGER,
    PRIMARY KEY (id),
    FOREIGN KEY(team) REFERENCES team (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED
);

CREATE TABLE entry (
    seq INTEGER NOT NULL,
    id TEXT NOT NULL,
    "group" TEXT NOT NULL,
    author TEXT NOT NULL,
    at TEXT NOT NULL,
    label TEXT NOT NULL,
    kind TEXT NOT NULL,
    target TEXT NOT NULL,
    PRIMARY KEY (seq),
    UNIQUE (id),
    FOREIGN KEY(author) REFERENCES author (id)
);

CREATE TABLE key_result (
    id TEXT NOT NULL,
    rank TEXT NOT NULL,
    code TEXT NOT NULL,
    objective TEXT NOT NULL,
    text TEXT NOT NULL,
    kind TEXT NOT NULL,
    metric TEXT NOT NULL,
    unit TEXT NOT NULL,
    baseline TEXT,
    baseline_unknown BOOLEAN NOT NULL,
    target TEXT,
    upper TEXT,
    current TEXT,
    score TEXT,
    owner TEXT NOT NULL,
    involved TEXT NOT NULL,
    read_every TEXT NOT NULL,
    source TEXT NOT NULL,
    timing TEXT NOT NULL,
    proxy_until INTEGER,
    due TEXT NOT NULL,
    theme TEXT NOT NULL,
    corner TEXT NOT NULL,
    control TEXT NOT NULL,
    numerator TEXT NOT NULL,
    denominator TEXT NOT NULL,
    last_pace TEXT,
    evidence TEXT NOT NULL,
    note TEXT NOT NULL,
    method TEXT NOT NULL,
    version INTEGER NOT NULL,
    gone INTEGER,
    PRIMARY KEY (id),
    FOREIGN KEY(objective) REFERENCES objective (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED
);

CREATE TABLE step (
    seq INTEGER NOT NULL,
    n INTEGER NOT NULL,
    op TEXT NOT NULL,
    record TEXT NOT NULL,
    card TEXT NOT NULL,
    field TEXT NOT NULL,
    old TEXT,
    new TEXT,
    PRIMARY KEY (seq, n),
    FOREIGN KEY(seq) REFERENCES entry (seq)
);

CREATE INDEX ix_step_card ON step (card);


CREATE TABLE round (
    id TEXT NOT NULL,
    rank TEXT NOT NULL,
    name TEXT NOT NULL,
    starts TEXT NOT NULL,
    ends TEXT NOT NULL,
    open_from_start BOOLEAN NOT NULL,
    names_shown BOOLEAN NOT NULL,
    version INTEGER NOT NULL,
    gone INTEGER,
    PRIMARY KEY (id)
);

CREATE TABLE assignment (
    id TEXT NOT NULL,
    round TEXT NOT NULL,
    team TEXT NOT NULL,
    about TEXT NOT NULL,
    version INTEGER NOT NULL,
    gone INTEGER,
    PRIMARY KEY (id),
    FOREIGN KEY(round) REFERENCES round (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY(team) REFERENCES team (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY(about) REFERENCES team (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED
);

CREATE TABLE invitation (
    id TEXT NOT NULL,
    round TEXT NOT NULL,
    team TEXT NOT NULL,
    about TEXT NOT NULL,
    reviewer TEXT NOT NULL,
    made TEXT NOT NULL,
    seq INTEGER NOT NULL,
    version INTEGER NOT NULL,
    gone INTEGER,
    PRIMARY KEY (id)
);

CREATE TABLE question (
    id TEXT NOT NULL,
    rank TEXT NOT NULL,
    asker TEXT NOT NULL,
    asked TEXT NOT NULL,
    text TEXT NOT NULL,
    version INTEGER NOT NULL,
    gone INTEGER,
    PRIMARY KEY (id)
);

CREATE TABLE trust (
    id TEXT NOT NULL,
    "key" TEXT NOT NULL,
    mark TEXT NOT NULL,
    invitation TEXT NOT NULL,
    version INTEGER NOT NULL,
    gone INTEGER,
    PRIMARY KEY (id)
);

CREATE TABLE reviewer (
    id TEXT NOT NULL,
    "key" TEXT NOT NULL,
    seed TEXT NOT NULL,
    rev INTEGER NOT NULL,
    clock INTEGER NOT NULL,
    at TEXT NOT NULL,
    withdrawn BOOLEAN NOT NULL,
    name TEXT NOT NULL,
    initials TEXT NOT NULL,
    team TEXT NOT NULL,
    invitation TEXT NOT NULL,
    version INTEGER NOT NULL,
    gone INTEGER,
    PRIMARY KEY (id)
);

CREATE TABLE note (
    id TEXT NOT NULL,
    "key" TEXT NOT NULL,
    seed TEXT NOT NULL,
    rev INTEGER NOT NULL,
    clock INTEGER NOT NULL,
    at TEXT NOT NULL,
    withdrawn BOOLEAN NOT NULL,
    round TEXT NOT NULL,
    team TEXT NOT NULL,
    about TEXT NOT NULL,
    card TEXT NOT NULL,
    field TEXT NOT NULL,
    start INTEGER,
    quote TEXT NOT NULL,
    "before" TEXT NOT NULL,
    "after" TEXT NOT NULL,
    read TEXT NOT NULL,
    seq INTEGER NOT NULL,
    kind TEXT NOT NULL,
    text TEXT NOT NULL,
    wording TEXT NOT NULL,
    needs TEXT NOT NULL,
    by_week INTEGER,
    version INTEGER NOT NULL,
    gone INTEGER,
    PRIMARY KEY (id)
);

CREATE TABLE reply (
    id TEXT NOT NULL,
    "key" TEXT NOT NULL,
    seed TEXT NOT NULL,
    rev INTEGER NOT NULL,
    clock INTEGER NOT NULL,
    at TEXT NOT NULL,
    withdrawn BOOLEAN NOT NULL,
    note TEXT NOT NULL,
    text TEXT NOT NULL,
    version INTEGER NOT NULL,
    gone INTEGER,
    PRIMARY KEY (id)
);

CREATE TABLE settlement (
    id TEXT NOT NULL,
    "key" TEXT NOT NULL,
    seed TEXT NOT NULL,
    rev INTEGER NOT NULL,
    clock INTEGER NOT NULL,
    at TEXT NOT NULL,
    withdrawn BOOLEAN NOT NULL,
    note TEXT NOT NULL,
    settled BOOLEAN NOT NULL,
    version INTEGER NOT NULL,
    gone INTEGER,
    PRIMARY KEY (id)
);

CREATE TABLE answer (
    id TEXT NOT NULL,
    "key" TEXT NOT NULL,
    seed TEXT NOT NULL,
    rev INTEGER NOT NULL,
    clock INTEGER NOT NULL,
    at TEXT NOT NULL,
    withdrawn BOOLEAN NOT NULL,
    note TEXT NOT NULL,
    accepted BOOLEAN NOT NULL,
    reason TEXT NOT NULL,
    version INTEGER NOT NULL,
    gone INTEGER,
    PRIMARY KEY (id)
);

CREATE TABLE verdict (
    id TEXT NOT NULL,
    "key" TEXT NOT NULL,
    seed TEXT NOT NULL,
    rev INTEGER NOT NULL,
    clock INTEGER NOT NULL,
    at TEXT NOT NULL,
    withdrawn BOOLEAN NOT NULL,
    round TEXT NOT NULL,
    team TEXT NOT NULL,
    card TEXT NOT NULL,
    question TEXT NOT NULL,
    answer TEXT NOT NULL,
    version INTEGER NOT NULL,
    gone INTEGER,
    PRIMARY KEY (id)
);

CREATE TABLE progress (
    id TEXT NOT NULL,
    "key" TEXT NOT NULL,
    seed TEXT NOT NULL,
    rev INTEGER NOT NULL,
    clock INTEGER NOT NULL,
    at TEXT NOT NULL,
    withdrawn BOOLEAN NOT NULL,
    round TEXT NOT NULL,
    team TEXT NOT NULL,
    about TEXT NOT NULL,
    stage TEXT NOT NULL,
    asked TEXT NOT NULL,
    version INTEGER NOT NULL,
    gone INTEGER,
    PRIMARY KEY (id)
);
