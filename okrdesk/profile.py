"""Who is at this computer: one profile for each user of the operating system, with a key to sign with.

The profile lies in the app's private folder, readable by its owner only. Other authors, named on the command
line by `--as`, keep an id of their own there and sign nothing.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
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
    """This user's profile; None before the first start, or when it cannot be read."""
    plain = _read(_FILE)
    if set(plain) != set(Profile.__slots__) or not all(isinstance(value, str) for value in plain.values()):
        return None
    return Profile(**plain)


def save(name: str, initials: str = "") -> Profile:
    """Keep this user's name and initials, with a fresh key the first time. Raises OSError.

    Initials that are not given are made from the name.
    """
    name = one_line(name)
    initials = one_line(initials) or initials_of(name)
    before = load()
    if before:
        profile = Profile(before.id, name, initials, before.public_key, before.private_key)
    else:
        public, private = _fresh_key()
        profile = Profile(new_id(), name, initials, public, private)
    _write(_FILE, {field: getattr(profile, field) for field in Profile.__slots__})
    return profile


def author_for(name: str) -> Author:
    """The author of this name: this user, or another one whose id stays the same. Raises OSError."""
    name = one_line(name)
    profile = load()
    if profile and profile.name == name:
        return profile.author
    others = {key: value for key, value in _read(_OTHERS).items() if isinstance(value, str)}
    if name not in others:
        others[name] = new_id()
        _write(_OTHERS, others)
    return Author(others[name], name)


def initials_of(name: str) -> str:
    """Up to three capitals to stand for a name: Rosa María Luna → RML, Cher → CH."""
    words = [word for word in name.replace("-", " ").split() if word[0].isalnum()]
    if len(words) > 1:
        return "".join(word[0] for word in (*words[:2], *words[2:][-1:])).upper()
    return "".join(words)[:2].upper()


def _fresh_key() -> tuple[str, str]:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    key = Ed25519PrivateKey.generate()
    return key.public_key().public_bytes_raw().hex(), key.private_bytes_raw().hex()


def _read(name: str) -> dict[str, Any]:
    try:
        plain = json.loads((app_home() / name).read_bytes())
    except (OSError, ValueError):
        return {}
    return plain if isinstance(plain, dict) else {}


def _write(name: str, plain: dict[str, str]) -> None:
    disk.write_small(app_home() / name, json.dumps(plain, ensure_ascii=False, indent=1).encode())
