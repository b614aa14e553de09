"""Who is at this computer: one profile for each user of the operating system, with a key to sign with.

The profile lies in the app's private folder, readable by its owner only. It is there from the first change
on, before its owner has said their name, so that what they wrote until then stays theirs. Authors named on
the command line by `--as` keep an id of their own there and sign nothing; the first one, where nobody has
said their name yet, is the owner.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from typing import Any

from okrdesk.cards import Author, new_id
from okrdesk.paths import app_home
from okrdesk.store import disk
from okrdesk.text import one_line

_FILE = "profile.json"
_OTHERS = "authors.json"


@dataclass(frozen=True, slots=True)
class Profile:
    """A person at this computer. `private_key` and `public_key` are Ed25519 keys as hex."""

    id: str
    name: str
    initials: str
    public_key: str
    private_key: str

    @property
    def author(self) -> Author:
        """Who acts in a workshop."""
        return Author(self.id, self.name, self.public_key)

    def __repr__(self) -> str:  # never the private key, wherever a profile is printed
        return f"Profile({self.id}, {self.name})"


def load() -> Profile | None:
    """This user's profile; None before they have said their name, or when it cannot be read."""
    kept = _kept()
    return kept if kept and kept.name else None


def save(name: str, initials: str = "") -> Profile:
    """Keep this user's name and initials, with a fresh key the first time. Raises OSError.

    Initials that are not given are made from the name.
    """
    name = one_line(name)
    known = _kept()
    if known is None or (not known.name and _is_taken(known.id, name)):
        known = _fresh()
    return _keep(replace(known, name=name, initials=one_line(initials) or initials_of(name)))


def author_before(name: str) -> Author:
    """This user before they have said their name: with the id and key that they keep, known as `name`.

    Raises OSError.
    """
    known = _kept()
    if known is None and (app_home() / _FILE).exists():
        return author_for(name)  # what cannot be read is not written over unasked
    return replace((known or _keep(_fresh())).author, name=one_line(name))


def author_for(name: str) -> Author:
    """The author of this name: another one whose id stays the same, or this user. Raises OSError."""
    name, others, known = one_line(name), _others(), _kept()
    if name not in others and known and known.name == name:
        return known.author
    if name not in others:
        if known is None and not (app_home() / _FILE).exists():
            known = _keep(_fresh())
        owner = known is not None and not known.name and not _is_taken(known.id, name)
        others[name] = f"{known.id} {known.public_key}" if known and owner else new_id()
        _write(_OTHERS, others)
    id_, _space, key = others[name].partition(" ")
    return Author(id_, name, key)


def initials_of(name: str) -> str:
    """Up to three capitals to stand for a name: Rosa María Luna → RML, Cher → CH."""
    words = [word for word in name.replace("-", " ").split() if word[0].isalnum()]
    if len(words) > 1:
        return "".join(word[0] for word in (*words[:2], *words[2:][-1:])).upper()
    return "".join(words)[:2].upper()


def _others() -> dict[str, str]:
    """The ids of other authors by their names; behind the id of an owner without a name stands their key."""
    return {name: said for name, said in _read(_OTHERS).items() if isinstance(said, str)}


def _is_taken(id_: str, name: str) -> bool:
    """Whether somebody of another name than this acts under an id."""
    return any(other != name and said.partition(" ")[0] == id_ for other, said in _others().items())


def _kept() -> Profile | None:
    plain = _read(_FILE)
    if set(plain) != set(Profile.__slots__) or not all(isinstance(value, str) for value in plain.values()):
        return None
    return Profile(**plain)


def _keep(profile: Profile) -> Profile:
    _write(_FILE, {field: getattr(profile, field) for field in Profile.__slots__})
    return profile


def _fresh() -> Profile:
    """Somebody without a name yet, with a key to sign with."""
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    key = Ed25519PrivateKey.generate()
    return Profile(new_id(), "", "", key.public_key().public_bytes_raw().hex(), key.private_bytes_raw().hex())


def _read(name: str) -> dict[str, Any]:
    try:
        plain = json.loads((app_home() / name).read_bytes())
    except (OSError, ValueError):
        return {}
    return plain if isinstance(plain, dict) else {}


def _write(name: str, plain: dict[str, str]) -> None:
    disk.write_small(app_home() / name, json.dumps(plain, ensure_ascii=False, indent=1).encode())
