"""The command line: what it makes, says and refuses, and with which exit code."""

import json
import shutil
import subprocess
import sys

import pytest

from okrdesk import __version__
from okrdesk.cards import Objective
from okrdesk.edits import set_field
from okrdesk.store.document import open_document
from ui.cli import VERBS, _window_of
from ui.cli.base import Who
from ui.cli.commands import run
from ui.cli.trouble import CANNOT_WRITE, LOCKED, REFUSED, USAGE

CSV = """Team,Objective,Key result,Owner,From,To
Sales,Sell to schools,Schools that buy,Ana Cruz,4,20
,,Days to an offer,Ana Cruz,12,3
Support,Answer within the hour,Answers within the hour,Bo Lind,35%,90%
"""


@pytest.fixture
def here(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def sample(here, sample_file):
    return shutil.copy(sample_file, here / "sample.okrdesk")


def said(capsys):
    out, err = capsys.readouterr()
    assert "Traceback" not in out + err
    return out, err


# ---------------------------------------------------------------- window or verb
@pytest.mark.parametrize(
    ("args", "window"),
    [
        ([], (None, "")),
        (["plan.okrdesk"], ("plan.okrdesk", "")),
        (["--as", "Ana", "plan.okrdesk"], ("plan.okrdesk", "Ana")),
        (["--as=Ana"], (None, "Ana")),
        (["--", "new"], ("new", "")),
        (["new"], None),
        (["--as", "Ana", "info", "plan.okrdesk"], None),
        (["--help"], None),
        (["--as"], None),
        (["one", "two"], None),
    ],
)
def test_a_window_opens_unless_a_verb_or_an_option_is_given(args, window):
    assert _window_of(args) == window


def test_every_verb_is_known_at_the_door():
    from ui.cli.commands import command

    assert set(command.commands) == set(VERBS)


def test_a_window_needs_neither_click_nor_the_store_before_its_first_paint():
    heavy = ("click", "sqlalchemy", "openpyxl", "reportlab", "okrdesk.cards", "ui.workplace")
    code = f"import sys, ui.app; print([name for name in {heavy} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


# ---------------------------------------------------------------- new and info
def test_new_sample_and_info(here, capsys):
    sample = here / "sample.okrdesk"
    assert run(["new", "--sample", "-o", str(sample)]) == 0
    assert "Made" in said(capsys)[0]
    assert run(["info", str(sample), "--json"]) == 0
    facts = json.loads(said(capsys)[0])
    assert facts["cycle"] == {"name": "Q1 2027", "starts": "2027-01-04", "weeks": 13, "freeze": "2026-12-18"}
    assert facts["problems"] == []
    assert facts["counts"] == {
        "pillars": 2, "objectives": 20, "key_results": 42, "conditions": 11, "links": 22,
        "parents": 19, "teams": 6, "people": 14, "parked": 1,
    }  # fmt: skip
    assert facts["teams"][0] == {"code": "SAL", "name": "Sales", "parent": None}
    assert run(["info", str(sample)]) == 0
    assert "Objectives                  20" in said(capsys)[0]


@pytest.mark.parametrize("there", [True, False])
def test_info_says_what_waits_on_this_computer(sample, capsys, there):
    now = open_document(sample, Who("Ann").author())
    now.desk.do(set_field(now.workshop, now.workshop.all(Objective)[0].id, "title", "Not in the file yet"))
    whole = sample.read_bytes()
    sample.unlink()
    now.close(leave_unpublished=True)
    if there:
        sample.write_bytes(whole)
    assert run(["info", str(sample)]) == (0 if there else REFUSED)
    assert "1 change that had not been saved to it is kept on this computer." in said(capsys)[1]


def test_new_without_a_sample_holds_a_company_and_the_next_quarter(here, capsys):
    assert run(["new", "plan", "--name", "Acorn Mills"]) == 0
    said(capsys)
    assert run(["info", "plan.okrdesk", "--json"]) == 0
    facts = json.loads(said(capsys)[0])
    assert facts["organisation"] == "Acorn Mills"
    assert facts["cycle"]["name"].startswith("Q")
    assert facts["counts"]["teams"] == 0


def test_new_sample_finds_a_free_name(here, capsys):
    assert run(["new", "--sample"]) == run(["new", "--sample"]) == 0
    assert len(list(here.glob("*.okrdesk"))) == 2


def test_new_does_not_overwrite(sample, capsys):
    before = sample.read_bytes()
    assert run(["new", str(sample)]) == REFUSED
    assert "is there already" in said(capsys)[1]
    assert sample.read_bytes() == before


def test_new_in_a_folder_that_is_not_there(here, capsys):
    assert run(["new", "no/plan.okrdesk"]) == CANNOT_WRITE
    assert f"there is no folder {here / 'no'}. Choose another place" in said(capsys)[1]


def test_new_says_who_did_it(here):
    assert run(["--as", "Ana Cruz", "new", "one.okrdesk"]) == run(["new", "two.okrdesk", "--as", "Bo"]) == 0
    for file, name in (("one.okrdesk", "Ana Cruz"), ("two.okrdesk", "Bo")):
        document = open_document(here / file, Who("Me").author(), read_only=True)
        assert [author.name for author in document.repository.authors().values()] == [name]
        document.close()


# ---------------------------------------------------------------- import
def test_import_makes_a_workshop(here, capsys):
    (here / "plan.csv").write_text(CSV)
    assert run(["import", "plan.csv", "-o", "plan.okrdesk", "--json"]) == 0
    facts = json.loads(said(capsys)[0])
    assert facts["read"]["objectives"] == 2
    assert facts["counts"]["key_results"] == 3
    assert facts["tables"][0]["columns"][1] == {"column": "Objective", "field": "objective", "sure": 1.0}
    assert run(["import", "plan.csv", "-o", "plan.okrdesk"]) == REFUSED


def test_import_into_a_workshop_is_one_change(sample, here, capsys):
    (here / "plan.csv").write_text(CSV)
    assert run(["import", "plan.csv", "--into", str(sample)]) == 0
    out = said(capsys)[0]
    assert "Read 2 objectives and 3 key results" in out and "Objective  →  Objective" in out
    document = open_document(sample, Who("Me").author())
    assert document.workshop.count(Objective) == 22
    document.desk.undo()
    assert document.workshop.count(Objective) == 20
    document.close()


def test_import_into_what_may_not_be_written(sample, here, capsys, monkeypatch):
    (here / "plan.csv").write_text(CSV)
    before = sample.read_bytes()
    monkeypatch.setattr("okrdesk.store.disk.may_write", lambda _file: False)
    assert run(["import", "plan.csv", "--into", str(sample)]) == CANNOT_WRITE
    assert f"Nothing was added to {sample}. You may not write" in said(capsys)[1]
    assert run(["import", "plan.csv", "--into", str(sample), "--dry-run"]) == 0
    assert sample.read_bytes() == before


def test_import_dry_run_writes_nothing(here, capsys):
    (here / "plan.csv").write_text(CSV)
    assert run(["import", "plan.csv", "-o", "plan.okrdesk", "--dry-run"]) == run(
        ["import", "plan.csv", "--dry-run"]
    )
    assert "Nothing was written." in said(capsys)[0]
    assert not (here / "plan.okrdesk").exists()


def test_import_with_a_mapping(here, capsys):
    (here / "plan.csv").write_text(CSV.replace("Owner", "Zorp"))
    assert (
        run(["import", "plan.csv", "--dry-run", "--json", "--map", "Zorp=owner", "--map", "To=ignore"]) == 0
    )
    facts = json.loads(said(capsys)[0])
    fields = {column["column"]: column["field"] for column in facts["tables"][0]["columns"]}
    assert (fields["Zorp"], fields["To"]) == ("owner", "ignore")


@pytest.mark.parametrize(
    "args",
    [
        ["import", "plan.csv"],
        ["import", "plan.csv", "-o", "a.okrdesk", "--into", "b.okrdesk"],
        ["import", "plan.csv", "--dry-run", "--map", "nonsense"],
        ["export", "sample.okrdesk"],
        ["new"],
        ["new", "a", "-o", "b"],
        ["new", ""],
        ["new", "."],
        ["import", "plan.csv", "-o", "."],
        ["export", "sample.okrdesk", "--xlsx", "a", "--pdf", "a"],
        ["nonsense", "x"],
        ["picture", "a.okrdesk", "-o", "a.png", "--width", "3"],
    ],
)
def test_usage_errors(here, args, capsys):
    (here / "plan.csv").write_text(CSV)
    assert run(args) == USAGE
    assert said(capsys)[1].startswith("Usage: okrdesk")


# ---------------------------------------------------------------- export and picture
def test_export_writes_both(sample, here, capsys):
    said(capsys)
    assert run(["export", str(sample), "--xlsx", "a.xlsx", "--pdf", "a.pdf", "--page-size", "letter"]) == 0
    assert said(capsys)[0].split() == ["Wrote", "a.xlsx.", "Wrote", "a.pdf."]
    assert (here / "a.xlsx").read_bytes()[:2] == b"PK"
    assert (here / "a.pdf").read_bytes()[:5] == b"%PDF-"


def test_export_to_nowhere_cannot_write(sample, capsys):
    assert run(["export", str(sample), "--xlsx", "no/such/folder/a.xlsx"]) == CANNOT_WRITE
    assert "okrdesk: Cannot write" in said(capsys)[1]


@pytest.mark.parametrize("args", [["export", "--xlsx"], ["export", "--pdf"]])
def test_a_workshop_is_never_written_over(sample, qapp, capsys, args):
    before = sample.read_bytes()
    verb, option = args
    assert run([verb, str(sample), option, str(sample)]) == CANNOT_WRITE
    assert "is a workshop" in said(capsys)[1]
    assert sample.read_bytes() == before


@pytest.mark.parametrize("name", ["a.jpg", "a", "sample.okrdesk"])
def test_a_picture_is_a_png(sample, here, qapp, capsys, name):
    before = sample.read_bytes()
    assert run(["picture", str(sample), "-o", name]) == USAGE
    assert "let " + name + " end in .png" in said(capsys)[1]
    assert sample.read_bytes() == before
    assert not (here / "a").exists()


def test_picture(sample, here, qapp, capsys):
    from PySide6.QtGui import QImage

    for options in ([], ["--dark"]):
        assert (
            run(["picture", str(sample), "--room", "board", "-o", "a.png", "--width", "900", *options]) == 0
        )
        image = QImage(str(here / "a.png"))
        assert image.width() == 900 and image.height() > 300
        assert (image.pixelColor(450, image.height() - 4).lightness() < 128) is bool(options)


# ---------------------------------------------------------------- trouble
def test_what_is_no_workshop_is_refused(here, capsys):
    (here / "notes.okrdesk").write_text("notes")
    assert run(["info", "notes.okrdesk"]) == run(["info", "nowhere.okrdesk"]) == REFUSED
    err = said(capsys)[1].splitlines()
    assert len(err) == 2 and all(line.startswith("okrdesk: ") for line in err)


def test_a_workshop_that_is_open_elsewhere_is_locked(sample, here, capsys):
    (here / "plan.csv").write_text(CSV)
    document = open_document(sample, Who("Ana").author())
    assert run(["import", "plan.csv", "--into", str(sample)]) == LOCKED
    assert run(["info", str(sample)]) == 0  # to look is always possible
    document.close()


def test_what_nobody_foresaw_is_a_sentence_and_a_line_in_the_log(sample, monkeypatch, capsys):
    import ui.cli.about
    from ui.process.log import log_path

    monkeypatch.setattr(ui.cli.about, "about", lambda _document: 1 / 0)
    assert run(["info", str(sample)]) == REFUSED
    assert "Something unexpected went wrong (ZeroDivisionError)" in said(capsys)[1]
    assert "ZeroDivisionError at test_cli.py" in log_path().read_text()


def test_real_processes(here):
    def okrdesk(*args):
        command = [sys.executable, "-m", "okrdesk", *args]
        return subprocess.run(command, capture_output=True, text=True, cwd=here, check=False)

    made = okrdesk("new", "--sample", "-o", "a.okrdesk")
    assert (made.returncode, made.stderr) == (0, "")
    assert (here / "a.okrdesk").stat().st_mode & 0o777 == 0o600
    assert okrdesk("--version").stdout == f"okrdesk, version {__version__}\n"
    refused = okrdesk("info", "b.okrdesk")
    assert refused.returncode == REFUSED and refused.stderr.startswith("okrdesk: ") and not refused.stdout


def test_ctrl_c_ends_it_without_a_word():
    code = "import sys; sys.modules['ui.cli'] = None; from okrdesk.__main__ import main"
    code += "\ndef stop(*_names): raise KeyboardInterrupt"
    code += "\nimport builtins; builtins.__import__ = stop; print(main())"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert (done.stdout, done.stderr) == ("130\n", "")
