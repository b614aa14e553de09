"""The profile: one a user, with a key that only they can read; other authors by name keep their id."""

import json
import stat
import subprocess
import sys

import pytest

from okrdesk import profile
from okrdesk.paths import app_home


@pytest.fixture(autouse=True)
def home(tmp_path, monkeypatch):
    monkeypatch.setenv("OKRDESK_HOME", str(tmp_path / "home"))


def test_first_there_is_none():
    assert profile.load() is None


def test_it_is_kept_with_a_key_that_signs():
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

    made = profile.save("  Ann   Okoro ", "")
    assert (made.name, made.initials) == ("Ann Okoro", "AO")
    assert profile.load() == made
    assert (made.author.id, made.author.name, made.author.public_key) == (
        made.id,
        "Ann Okoro",
        made.public_key,
    )
    signature = Ed25519PrivateKey.from_private_bytes(bytes.fromhex(made.private_key)).sign(b"words")
    Ed25519PublicKey.from_public_bytes(bytes.fromhex(made.public_key)).verify(signature, b"words")


def test_only_its_owner_can_read_it():
    profile.save("Ann", "A")
    assert stat.S_IMODE((app_home() / "profile.json").stat().st_mode) == 0o600
    assert stat.S_IMODE(app_home().stat().st_mode) == 0o700


def test_a_new_name_keeps_id_and_key():
    before = profile.save("Ann", "A")
    after = profile.save("Ann Okoro", "AO")
    assert (after.id, after.public_key, after.private_key) == (
        before.id,
        before.public_key,
        before.private_key,
    )


def test_the_private_key_is_never_printed():
    made = profile.save("Ann", "A")
    assert made.private_key not in f"{made} {made!r} {made.author!r}"


@pytest.mark.parametrize("content", ["", "{", "[]", "{}", '{"id": 5}', json.dumps({"id": "x", "name": "y"})])
def test_what_cannot_be_read_is_no_profile(content):
    profile.save("Ann", "A")
    (app_home() / "profile.json").write_text(content)
    assert profile.load() is None
    assert profile.save("Ann", "A") == profile.load()


def test_another_author_keeps_an_id_and_does_not_replace_the_profile():
    mine = profile.save("Ann", "A")
    bob = profile.author_for("Bob")
    assert bob == profile.author_for(" Bob ")
    assert bob.id != profile.author_for("Cleo").id
    assert profile.author_for("Ann") == mine.author
    assert profile.load() == mine


def test_before_a_name_is_said_there_is_an_author_with_the_key_they_keep():
    before = profile.author_before("ann@desk")
    assert before.name == "ann@desk" and before.public_key
    assert profile.load() is None
    assert profile.author_before("ann@desk") == before
    named = profile.save("Ann Okoro")
    assert (named.author.id, named.author.public_key) == (before.id, before.public_key)


def test_a_profile_that_cannot_be_read_is_not_written_over_unasked():
    (app_home() / "profile.json").write_text("{")
    author = profile.author_before("Ann")
    assert author == profile.author_before("Ann") and not author.public_key
    assert (app_home() / "profile.json").read_text() == "{"


def test_an_author_by_name_stays_the_same_when_a_profile_takes_that_name():
    ann = profile.author_for("Ann")
    profile.save("Ann")
    assert profile.author_for("Ann") == ann


@pytest.mark.parametrize("name, initials", [
    ("Rosa María Luna", "RML"), ("Cher", "CH"), ("jean-luc picard", "JLP"), ("", ""), ("王", "王"),
    ("Ana de la Cruz Ruiz", "ADR"),
])  # fmt: skip
def test_initials(name, initials):
    assert profile.initials_of(name) == initials


def test_cryptography_is_not_loaded_to_look_at_a_profile():
    profile.save("Ann", "A")
    code = "import sys, okrdesk.profile as p; p.load(); "
    code += "assert not {'cryptography', 'sqlalchemy'} & set(sys.modules)"
    subprocess.run([sys.executable, "-c", code], check=True)


def test_the_first_author_by_name_is_the_owner_where_nobody_has_said_theirs():
    zoe = profile.author_for("Zoe Berg")
    assert zoe.public_key and profile.load() is None
    cleo = profile.author_for("Cleo")
    assert cleo.id != zoe.id and not cleo.public_key
    assert profile.save("Zoe Berg").author == zoe == profile.author_for("Zoe Berg")
    assert profile.author_for("Cleo") == cleo


def test_somebody_else_who_says_their_name_first_takes_nothing_from_an_author_by_name():
    zoe = profile.author_for("Zoe Berg")
    una = profile.save("Una")
    assert una.id != zoe.id and una.public_key != zoe.public_key
    assert profile.author_for("Zoe Berg") == zoe
