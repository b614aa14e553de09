"""How people say where a number goes: patterns over a line whose quantities are masked (`Q`, one or more)."""

from __future__ import annotations

import re

MASK = "\ue000"
Q = rf"{MASK}+"
Q_RE = re.compile(Q)


def _forms(*verbs: str) -> str:
    """Verbs in their forms: "reduce" as reduce, reduces, reduced, reducing."""
    return "|".join(rf"{v[:-1]}(?:e[sd]?|ing)" if v.endswith("e") else rf"{v}(?:s|ed|ing)?" for v in verbs)


_UP = (
    _forms("increase", "raise", "grow", "boost", "lift", "expand", "scale", "rise") + "|grew|grown|rose|risen"
)
_DOWN = (
    _forms("decrease", "reduce", "lower", "shrink", "shorten", "minimise", "minimize", "decline", "fall")
    + "|drop(?:s|ped|ping)?|cut(?:s|ting)?|fell|fallen"
)
UP, DOWN = rf"(?:{_UP})", rf"(?:{_DOWN})"
TIMES_UP, HALVED = f"(?:{_forms('double', 'triple', 'quadruple')})", f"(?:{_forms('halve')})"
_MOVES = (
    rf"{_UP}|{_DOWN}|{TIMES_UP}|{HALVED}|improve[sd]?|improving|goes|go|went|gone|moves?|moved|bring|brought"
    r"|gets?|takes?"
)
_BE = r"(?:(?:has|have|had|is|are|was|were|been|being|be|will|should|must|we|we've|to) )*"

# ---------------------------------------------------------------- the first verb of a line
_START = r"^(?P<lead>[\s\W_]*(?:we (?:have |will )?|to )?)"
_FUNDS = r"(?!rais(?:e[sd]?|ing)(?: [\w-]+){0,3} (?:round|capital|money)\b)"  # a round raised is no rise
UPWARDS = re.compile(rf"{_START}{_FUNDS}(?P<verb>{UP})\b(?! up to)", re.IGNORECASE)
DOWNWARDS = re.compile(rf"{_START}(?P<verb>{DOWN}|bring down)\b", re.IGNORECASE)
CHANGED_UP = re.compile(
    rf"\b(?:{_UP})\s+by\b|{Q}(?:\s+\w+)?\s+(?:increase|growth|rise|improvement|uplift) (?:in|of)\b",
    re.IGNORECASE,
)
CHANGED_DOWN = re.compile(
    rf"\b(?:{_DOWN})\s+by\b|{Q}(?:\s+\w+)?\s+(?:decrease|reduction|drop|decline) (?:in|of)\b", re.IGNORECASE
)
NO_DIRECTION = frozenset(
    ("scale", "lift", "expand", "drop", "cut", "fall")
)  # they do not always mean a number
MILESTONE = re.compile(
    r"^[\s\W_]*(?:launch|ship|release|publish|complete|finish|deliver|roll out|set up|migrate|implement"
    r"|introduce|deploy|finali[sz]e|open|announce|go live)\b"
    r"|\b(?:is|are|goes|go) (?:live|launched|shipped|published|released|in place|signed|done|complete)\b",
    re.IGNORECASE,
)

# Days of work are no spans of 24 hours: "from 2 days to 4 hours of effort".
EFFORT = re.compile(
    r"\b(?:effort|work(?:ing|load)?|labou?r|person|man|staff|business|fte|capacity)\b", re.IGNORECASE
)

# ---------------------------------------------------------------- from a number to a number
_ARROW = r"(?:→|⟶|⇒|➔|➜|➞|[-=–]{1,2}>)"
_LIMIT = r"(?:(?:under|below|over|above|at (?:least|most)|(?:less|more|fewer) than|≤|≥|<=|>=|<|>)\s*)?"
_OR_MORE = r"(?:\s+or (?:more|less|higher|lower|fewer|above|below|greater|better))?"
_NONE = r"(?P<none>unknown|\?+)"
_THEN = r"(?:\s*\((?:target|goal)\))?"
_GOAL = rf"{_LIMIT}(?P<goal>{Q}){_OR_MORE}{_THEN}"
_MOVED = rf"(?:\b{_BE}(?:{_MOVES}) )?"
_NOW = r"(?:\s*\((?:now|today|currently|baseline|start)\))?"
FROM_TO = (
    re.compile(
        rf"{_MOVED}(?:\b(?:up |down )?from\s+(?:currently\s+)?)(?P<base>{Q}|{_NONE})"
        rf"(?:\s+(?P<each>[a-z]{{3,}}s))?{_NOW}"
        rf"(?:\s*,?\s*(?:(?:up |down )?to\s+|{_ARROW}\s*)|\s*[–—-]\s*){_GOAL}",
        re.IGNORECASE,
    ),
    re.compile(rf"(?P<base>{Q}|(?<!\w){_NONE}){_NOW}\s*{_ARROW}\s*{_GOAL}", re.IGNORECASE),
    re.compile(
        rf"\b(?:(?:up|down)\s+)?to\s+{_GOAL}\s*,?\s*(?:up |down )?from\s+(?P<base>{Q}|{_NONE})", re.IGNORECASE
    ),
)
BARE = re.compile(rf"(?P<base>{Q}){_NOW}(?P<by>\s+to\s+|\s*[–—-]\s*){_GOAL}", re.IGNORECASE)
# A baseline told beside a goal: "(currently 5)", ", up from 5".
BESIDE = re.compile(
    rf"\s*(?P<open>[(\[])?\s*(?:(?:up|down|increased|decreased|starting) from|from(?=[^)]*\))"
    rf"|(?:current(?:ly)?(?: at)?|baseline|now|today|was|start)(?=[^)]*\))):?\s+(?P<base>{Q})",
    re.IGNORECASE,
)
# Words right before "5 to 10" or "5-10" that make it a range or a count rather than a way to go.
RANGE_BEHIND = re.compile(
    r"(?:^|\b(?:up|down|in|within|of|takes?|every|about|for|between|by|the|an?|per|at|last|next|first|over|under|rated|us"
    r"|with|and|or|to|than|after|age[ds]?|interview|hire|recruit|publish|run|add|sign|identify|find|get|have|has|is"
    r"|are|invite|train|write|launch|create|onboard|visit|host|hold|test|approx\w*|around|roughly|only|another))\W*$",
    re.IGNORECASE,
)

# ---------------------------------------------------------------- ranges to stay in
RANGE = re.compile(
    rf"(?P<glue>(?:\b(?:is|are|be|stays?|remains?|kept?|keeps|held|lies?)\s+)?\b(?:(?:with)?in the range of"
    rf"|(?:with)?in a range of|(?:at )?(?:somewhere )?between|within|at|in|to|of)?)\s*"
    rf"(?P<goal>{Q})(?P<by>\s*[–—-]\s*|\s+(?:and|to)\s+)(?P<upper>{Q})",
    re.IGNORECASE,
)
KEEP = re.compile(
    r"^[\s\W_]*(?P<verb>keep|hold|maintain|stay)\b(?! (?:up|on|in|track|improving)\b)", re.IGNORECASE
)
KEPT = re.compile(
    r"\b(?:keep|hold|maintain|stays?|remains?|kept)\b|\b(?:between|range of)\s*$", re.IGNORECASE
)

# ---------------------------------------------------------------- limits
_STAY = (
    r"(?:\b(?:(?:is|are|be|being|stays?|remains?|kept|held|always|consistently|at|of|to|should|must|will|takes?"
    r"|lasts?)\s+)+)?"
    r"(?<!\w)"
)
_NOT = r"(?:(?:does not|doesn't|do not|don't|must not|should not|not to|not|never|no)\s+(?:ever\s+)?)"
_SINKS = r"(?:fall|drop|go|dip|sink|be|falls|drops|goes|dips|get|gets)\s+"
_EXCEED = r"exceed(?:s|ing)?|surpass(?:es|ing)?"
_RISES = rf"(?:{_EXCEED}|(?:rise|rises|go|goes|climb|be|get|gets)\s+(?:above|over|beyond))"
_AT_MOST = (
    rf"≤|⩽|<=|=<|(?:less|lower|fewer) than or equal to|^up to(?!\s*{Q}\s+of\b)|at most"
    r"|at or (?:below|under)|up to a maximum of|(?:a )?max(?:imum)?(?: of|\.)?"
)
_AT_LEAST = (
    r"≥|⩾|>=|(?:greater|more|higher) than or equal to|at least|at or above|(?:a )?min(?:imum)?(?: of|\.)?"
    r"|upwards of"
)
_HARD = (
    ("no_less_than", rf"{_NOT}(?:{_SINKS})?(?:below|under|beneath)"),
    (
        "no_more_than",
        rf"{_NOT}(?:{_RISES}|above|over|more than|higher than|greater than|longer than|later than)",
    ),
    ("no_less_than", rf"{_NOT}(?:less|fewer|lower|worse) than"),
    ("no_more_than", _AT_MOST),
    ("no_less_than", _AT_LEAST),
    ("no_more_than", r"<|below|under|(?:less|fewer|lower|smaller|shorter|quicker|faster) than"),
    ("no_less_than", rf">|above|over|{_EXCEED}|(?:more|greater|higher|better) than"),
)
LIMIT = re.compile(
    rf"(?P<stay>{_STAY})(?:"
    + "|".join(f"(?P<k{n}>{words})" for n, (_k, words) in enumerate(_HARD))
    + rf")\s*(?P<goal>{Q})",
    re.IGNORECASE,
)
LIMIT_KINDS = tuple(kind for kind, _words in _HARD)
OR_MORE = re.compile(
    rf"(?P<stay>{_STAY})(?P<goal>{Q})"
    r"(?P<or>,? or (?:(?P<more>more|higher|greater|above|over|better)|less|lower|fewer|below|under))\b",
    re.IGNORECASE,
)
# A limit behind these words describes what is counted, not the goal: "customers with more than 10 seats".
DESCRIBES = re.compile(
    r"(?<!sure )(?<!ensure )\b(?:with|having|whose|who|where|if|when|that|which|from|after|have|has|had|than"
    r"|not|those|using|including|until|without|never|[a-z]+n[’']t)\b"
    r"|\b(?:for|in|to|by|on|per|across|into|via|within|over|and|or|achiev\w+|creat\w+|spending|complet\w+"
    r"|generat\w+|gets?|makes?|contain\w*|shows?|needs?|uses?|includes?|raises?|gives?|sees?|receives?|adds?"
    r"|produces?|^\W*it)\s*$",
    re.IGNORECASE,
)

# ---------------------------------------------------------------- one number to reach
_HERE = r"^(?P<lead>[\s*•·–-]*)"
COUNT_FIRST = re.compile(rf"{_HERE}(?P<goal>{Q})(?P<of>\s+of\s+(?=(?!{MASK})\w)|\s+in\s+)?", re.IGNORECASE)
_REACH = r"reach|achieve|attain|hit|get to|land at"
REACH = re.compile(
    rf"{_HERE}(?P<verb>{_REACH})\s+(?:a |an |the )?(?P<goal>{Q})(?P<of>\s+(?:of|in)\s+)?", re.IGNORECASE
)
_COUNTED = (
    "sign|hire|recruit|interview|publish|book|generate|collect|train|raise|add|create|run|write|win|close|land|get|host"
    "|hold|conduct|onboard|acquire|attract|identify|find|open|secure|earn|deliver|complete|launch|ship|produce|make"
    "|organi[sz]e|visit|survey|attend|release|build|develop|define|test|gain|retain|sell|place|record|invite|contact"
    "|start|fill|source|have|teach|maintain|keep|engage|receive|save|migrate|convert|plant|review|present|fix|resolve"
    "|automate|certify|enroll?|upgrade|renew|reactivate|document|translate|pilot"
    "|retire|remove|replace|win back|bring back|sign up|roll out|coach|audit|prototype|file|ship to|donate"
)
COUNTED = re.compile(
    rf"{_HERE}(?P<verb>{_COUNTED}|launch in|open in|expand to|go live in)\s+"
    r"(?:a total of |up )?(?:(?P<limit>at least|more than|over) )?"
    rf"(?P<goal>{Q})(?P<of>\s+of\b)?(?=\s+[^\W\d_])",
    re.IGNORECASE,
)
# "Answer 95% of tickets within 4 hours": whatever is to be done with a share of something.
SHARE = re.compile(
    rf"{_HERE}(?P<verb>(?!(?:{_UP}|{_DOWN}|{TIMES_UP}|{HALVED}|improve|by|in|for|at|to|save|waste|spend|free|over|under|with)\b)[a-z]+)\s+"
    rf"(?P<goal>{Q})(?P<of>\s+of\s+)(?=(?!{MASK})\w)",
    re.IGNORECASE,
)
TO = re.compile(
    rf"(?P<verb>\b{_BE}(?:{_MOVES}))\b(?P<what>[^{MASK}]*?(?:\bby\s+{Q})?)"
    rf"(?P<glue>\s(?:(?:up|down) )?to\s+)(?P<goal>{Q}){_OR_MORE}",
    re.IGNORECASE,
)
# "access to 3 teams" is no goal, and "from ~3 to 4" no single number.
TO_OTHERS = re.compile(
    r"\b(?:access|exposure|respon\w+|due|according|commit\w*|contribut\w*|next|relat\w*|sell|deliver(?:s|ed|ing)?|onboard\w*"
    r"|ship|send|answers?|time|visits?|calls?|close|add\w*|respect|able|needs?|available|open|visible"
    r"|rolled out|sold|shipped)$|\bfrom\s+\S+$|\bfrom\s+\S*\d\S*\s\S+$",
    re.IGNORECASE,
)
AT = re.compile(
    rf"(?P<glue>\b(?:reach(?:es|ed)?|hits?|stands at|(?:is|are) at|equals)\s+)(?P<goal>{Q})", re.IGNORECASE
)
KEPT_AT = re.compile(rf"(?P<glue>\s+at\s+)(?P<goal>{Q})", re.IGNORECASE)
OF = re.compile(
    r"\b(?:score|rate|rating|level|ratio|accuracy|coverage|margin|uptime|availability|retention|satisfaction|share|nps"
    r"|csat|enps|average|mean|median|runway|budget|yield|churn|attrition|turnover|throughput|revenue|income|arr|mrr|speed|velocity|latency|index)"
    rf"(?P<glue>\s+of\s+)(?P<goal>{Q})",
    re.IGNORECASE,
)
COLON = re.compile(rf"(?P<glue>\s*(?:[:=]|\sat\s)\s*)(?P<goal>{Q})\s*[.,;]?\s*$", re.IGNORECASE)
LAST = re.compile(rf"(?<=\w)(?P<glue>\s+)(?P<goal>{Q})\s*[.,;]?\s*$")
USED = re.compile(
    rf"\b(?<!be )(?:used|adopted|attended|visited)(?P<glue> by )(?P<goal>{Q})(?=\s+[^\W\d_])",
    re.IGNORECASE,
)
# Behind a number: it is a change by that much, not a goal.
CHANGE_BEHIND = re.compile(
    r"\s+(?:\w+\s+)?(?:increase|decrease|growth|reduction|improvement|uplift|lift|rise|drop|decline|fewer|less|more"
    r"|higher|lower|faster|slower|better|cheaper|off|discount|gains?|savings?|saved|increased?|reduced?)\b",
    re.IGNORECASE,
)
# Before a number: it is a change, or only one of several.
CHANGE_BEFORE = re.compile(
    r"\b(?:by|additional|another|extra|plus|up|down|further|or|and|about|around|approx\w*|roughly|every|each|first|last"
    r"|next|top|within|after|per|nearly|almost|minus)\W*$",
    re.IGNORECASE,
)
# What may follow a goal in the middle of a line.
CLOSED = re.compile(
    r"\s*(?:$|[.,;:()!\]]|(?:p\d\d|by|in|for|at|across|per|an?|each|every|after|during|on|of|over|from|with|through|via|within"
    r"|when|while|throughout|as|before|until|under|among|against|year|compared)\b)",
    re.IGNORECASE,
)
# Behind a count: "3 to 5", "2 factor", "5 star" are none.
NO_COUNT = re.compile(
    r"\s*(?:[-–—/&,+.:x×*)]|(?:to|or|and|vs|on|out|by|x|star|factor|way|step|tier|degree|point|page|person|fold|click|stage"
    r"|phase|th|nd|rd)\b|$)",
    re.IGNORECASE,
)
# Numbers that say what is counted: "per 1,000 parcels", "by $5", "in 30 days".
COUNTED_BY = re.compile(rf"\b(?:per|by|within|in|after|every|each|last|first|top)\s+{Q}", re.IGNORECASE)
# Another number on an equal footing: two goals in one line.
ALSO = re.compile(
    rf"(?:\band\b|\bor\b|\bplus\b|[&,;+/])\s*(?:[^\W\d_][\w'’-]*\s+){{0,3}}[^\w\s]*\s*{Q}", re.IGNORECASE
)
# Units in words behind a goal: "50 calls a week", "9 engineers".
NOUN_BEHIND = re.compile(
    r"\s+(?P<noun>(?!(?:by|in|for|on|at|to|of|and|or|per|as|is|this|across|towards|less|plus|minus|always)\b)"
    r"[a-z][a-z-]+s|people)(?P<rate> (?:an?|per|each) (?:day|week|month|quarter|year|hour))?"
    r"(?=\s*(?:$|[.,;:()]|(?:by|in|for|at|across|through|via|with|within|on|over)\b))"
)
