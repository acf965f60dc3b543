"""The command line as a user meets it: what it prints where, and how it ends."""

from __future__ import annotations

import csv
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import jsonschema
import pyarrow.parquet
import pytest

import dragoman
from dragoman.faces import cli
from dragoman.faces.cli.run import report_id
from dragoman.intake import Page
from dragoman.records import Report

NEWS = "Peru expelled two diplomats of Chile on Monday, the foreign ministry said. Chile will protest, it added.\n"
MORE = "Kenya's president visited Ghana on Tuesday. Police arrested 12 protesters in Accra, officials said.\n"
DRAGOMAN = [sys.executable, "-c", "from dragoman.faces.cli import main; main()"]


@pytest.fixture(scope="module", autouse=True)
def one_coder(coder: dragoman.Coder) -> object:
    """Commands run in this process share the coder, since they all would make the same one."""
    patch = pytest.MonkeyPatch()
    made = dragoman.coder.Coder
    patch.setattr(
        dragoman.coder, "Coder",
        lambda *given, **named: made(*given, **named) if any((*given, *named.values())) else coder,
    )  # fmt: skip
    yield patch
    patch.undo()


@pytest.fixture
def news(tmp_path: Path) -> Path:
    folder = tmp_path / "news"
    folder.mkdir()
    (folder / "a.txt").write_text(NEWS)
    (folder / "b.txt").write_text(MORE)
    return folder


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory, one_coder: object) -> str:
    folder = tmp_path_factory.mktemp("shared")
    (folder / "a.txt").write_text(NEWS)
    (folder / "b.txt").write_text(MORE)
    assert cli.run(["read", f"{folder}/*.txt", "--archive", str(folder / "archive"), "--date", "2024-03-05"]) == 0
    return str(folder / "archive")


def test_reading_again_skips_all(archive: str, news: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = dragoman.Archive(archive).version
    assert cli.run(["read", str(news), "--archive", archive, "--date", "2024-03-05"]) == 0
    out = capsys.readouterr()
    assert out.out == "" and "read already" in out.err and dragoman.Archive(archive).version == before


def test_an_archive_and_a_brief_among_the_news_are_no_news(
    news: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(news)
    assert cli.run(["read", ".", "--archive", "archive", "-q"]) == 0
    assert cli.run(["brief", "archive"]) == 0
    version = dragoman.Archive("archive").version
    capsys.readouterr()
    assert cli.run(["read", ".", "--archive", "archive"]) == 3
    assert "brief.html is a brief" in (err := capsys.readouterr().err) and "1 could not be read" in err
    (news / "brief.html").unlink()
    assert cli.run(["read", ".", "--archive", "archive"]) == 0
    assert (dragoman.Archive("archive").version, len(dragoman.Archive("archive"))) == (version, 2)


def test_the_id_known_before_coding_is_the_coders(coder: dragoman.Coder) -> None:
    page = dragoman.clean(f"<html><body><h1>Peru acts</h1><p>{NEWS}</p></body></html>")
    assert report_id(page) == coder.code(page).id


def test_events_in_three_formats(archive: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["events", archive, "--party", "PER"]) == 0
    assert "expelled two diplomats" in capsys.readouterr().out
    assert cli.run(["events", archive, "--format", "json"]) == 0
    rows = json.loads(capsys.readouterr().out)
    assert rows and all(row["sentence"] for row in rows)
    assert cli.run(["events", archive, "--format", "csv", "--limit", "1"]) == 0
    assert len(list(csv.DictReader(capsys.readouterr().out.splitlines()))) == 1
    assert cli.run(["events", archive, "--actor", "ZWE", "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out) == []


@pytest.mark.parametrize("command", ["statements", "figures", "entities", "places", "times", "reports"])
def test_every_question_runs(archive: str, command: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run([command, archive, "--since", "2024-01-01"]) == 0
    assert capsys.readouterr().err in ("", f"dragoman: no {command} fit\n")


def test_nothing_found_is_said_with_the_values_there_are(archive: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["events", archive, "--category", "expulsion"]) == 0
    assert "category EXPULSION is not among " in (err := capsys.readouterr().err) and "COERCE" in err
    assert cli.run(["events", archive, "--party", "ZWE"]) == 0
    assert capsys.readouterr().err == "dragoman: no events fit\n"
    assert cli.run(["events", archive, "--category", "expulsion", "--format", "csv"]) == 0
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize(("typed", "offered"), [
    (["ev"], "events"), (["events", "x", "--category", "AS"], "ASSAULT"), (["events", "x", "--status", "n"], "negated"),
])  # fmt: skip
def test_the_shell_completes(typed: list[str], offered: str) -> None:
    asked = {"_DRAGOMAN_COMPLETE": "complete_bash", "COMP_WORDS": " ".join(["dragoman", *typed])}
    asked["COMP_CWORD"] = str(len(typed))
    done = subprocess.run(DRAGOMAN, env=os.environ | asked, capture_output=True, text=True)
    assert done.stdout.split() == [offered], done.stderr


def test_explain_and_show_by_id(archive: str, capsys: pytest.CaptureFixture[str]) -> None:
    event = dragoman.Archive(archive).events(party="PER").rows()[0]
    assert cli.run(["explain", event["event_id"], "--archive", archive]) == 0
    out = capsys.readouterr().out
    assert event["rule"] in out and "0." in out and event["trigger"] in out and event["model"] in out
    assert cli.run(["show", event["report_id"], "--archive", archive, "--layer", "events"]) == 0
    out = capsys.readouterr().out
    assert "Peru expelled" in out and event["event_id"] in out and "\x1b" not in out
    assert cli.run(["explain", "e_none", "--archive", archive]) == 2
    assert "no record e_none" in capsys.readouterr().err


def test_show_in_colour(news: Path) -> None:
    from rich.console import Console

    from dragoman.faces.terminal import shown_report

    screen = Console(force_terminal=True, width=100, color_system="standard")
    report = dragoman.coder.Coder().code("Peru \x1b[2J expelled two diplomats of Chile on Monday [bold]x[/bold].")
    with screen.capture() as shown:
        screen.print(shown_report(report))
    assert "\x1b[2J" not in shown.get() and "[bold]x[/bold]" in shown.get() and "\x1b[" in shown.get()


def test_out_formats(news: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["read", str(news), "--out", str(tmp_path / "o.jsonl"), "-q"]) == 0
    reports = [Report.from_json(line) for line in (tmp_path / "o.jsonl").read_text().splitlines()]
    assert len(reports) == 2 and reports[0].to_json() == (tmp_path / "o.jsonl").read_text().splitlines()[0]
    assert cli.run(["read", str(news), "--out", str(tmp_path / "o.parquet"), "--records", "places", "-q"]) == 0
    assert "latitude" in pyarrow.parquet.read_table(tmp_path / "o.parquet").column_names
    assert cli.run(["read", str(news), "--out", str(tmp_path / "o.csv"), "-q"]) == 0
    assert len(list(csv.DictReader((tmp_path / "o.csv").open()))) == sum(len(r.events) for r in reports)
    assert cli.run(["events", str(tmp_path / "o.jsonl")]) == 0
    assert "diplomats" in capsys.readouterr().out
    assert sorted(p.name for p in tmp_path.iterdir()) == ["news", "o.csv", "o.jsonl", "o.parquet"]


def test_a_run_that_fails_leaves_a_file_as_it_was(news: Path, tmp_path: Path) -> None:
    (tmp_path / "o.jsonl").write_text("old\n")
    assert cli.run(["read", str(news), "--out", str(tmp_path / "o.jsonl"), "--lexicon", "/none"]) == 4
    assert (tmp_path / "o.jsonl").read_text() == "old\n"
    assert sorted(p.name for p in tmp_path.iterdir()) == ["news", "o.jsonl"]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full")
@pytest.mark.parametrize("command", [["events", "ARCHIVE", "--format", "csv"], ["events", "ARCHIVE"], ["schema"]])
def test_an_output_that_takes_no_more_is_one_sentence(command: list[str], archive: str) -> None:
    with open("/dev/full", "w") as full:
        arguments = [archive if part == "ARCHIVE" else part for part in command]
        done = subprocess.run([*DRAGOMAN, *arguments], stdout=full, stderr=subprocess.PIPE, text=True)
    assert done.returncode == 6 and done.stderr.count("\n") == 1 and "No space left" in done.stderr


def test_a_file_that_fills_the_disk_is_taken_away(
    coder: dragoman.Coder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from dragoman.archive import OutputError
    from dragoman.faces.export import Exporter

    exporter = Exporter(tmp_path / "o.csv")
    exporter.write(coder.code(NEWS))

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(exporter, "_write_table", full)
    with pytest.raises(OutputError, match="No space left"):
        exporter.close()
    exporter.close()
    assert not list(tmp_path.iterdir())


def test_what_cannot_be_read_is_named_and_the_rest_read(
    news: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (news / "c.txt").write_text("")
    (news / "d.bin").write_bytes(bytes(range(256)) * 10)
    assert cli.run(["read", str(news), str(tmp_path / "none.txt"), "--archive", str(tmp_path / "a")]) == 3
    err = capsys.readouterr().err
    assert "c.txt" in err and "d.bin" in err and "none.txt" in err and "3 could not be read" in err
    assert len(dragoman.Archive(tmp_path / "a")) == 2


@pytest.mark.parametrize("workers", [1, 2])
def test_a_report_on_which_the_coder_fails_is_named_and_the_rest_read(
    workers: int, coder: dragoman.Coder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    texts = [f"Kenya praised Ghana {i} times on Monday." for i in range(40)]
    texts[20] = "Peru praised Chile on Monday."
    (tmp_path / "n.jsonl").write_text("\n".join(json.dumps({"text": text}) for text in texts))
    code_pages = type(coder)._code_pages

    def failing(self: dragoman.Coder, pages: Iterator[Page]) -> Iterator[Report]:
        for report in code_pages(self, pages):
            if "Peru" in report.text:
                raise ZeroDivisionError("oops")
            yield report

    monkeypatch.setattr(type(coder), "_code_pages", failing)
    # Other processes do not see the fault, so what they would raise is raised here.
    monkeypatch.setattr("dragoman.workers.code_in_processes", lambda coder, texts, workers: coder.code_many(texts))
    out = str(tmp_path / "o.jsonl")
    assert cli.run(["read", str(tmp_path / "n.jsonl"), "--out", out, "--workers", str(workers)]) == 3
    err = capsys.readouterr().err
    assert "n.jsonl" in err and "ZeroDivisionError" in err and "1 could not be read" in err and "D602" in err
    read = [Report.from_json(line).text for line in Path(out).read_text().splitlines()]
    assert read == [text for text in texts if "Peru" not in text]


@pytest.mark.parametrize(("arguments", "code", "words"), [
    (["read", "NEWS", "--date", "soon"], 2, "no date"),
    (["read", "NEWS", "--out", "x.doc"], 2, "names no format"),
    (["read", "NEWS", "--out", "/none/x.jsonl"], 6, "cannot be written"),
    (["read", "NEWS", "--archive", "FILE"], 6, "is a file"),
    (["read", "NEWS", "--lexicon", "/none"], 4, "not a folder"),
    (["read", "NEWS", "--model", "en_none"], 5, "en_none"),
    (["events", "/none"], 6, "no archive"),
    (["events", "FILE"], 6, "is a file"),
    (["sql", "ARCHIVE", "drop table reports"], 2, "only one SELECT"),
    (["events", "ARCHIVE", "--since", "x"], 2, "no date"),
    (["events"], 2, "ARCHIVE"),
    (["show", "NEWS", "--layer", "colours"], 2, "no layer"),
    (["show", "/none.txt"], 3, "none.txt"),
])  # fmt: skip
def test_one_clear_sentence(
    arguments: list[str], code: int, words: str, archive: str, news: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    given = {"NEWS": str(news), "FILE": str(news / "a.txt"), "ARCHIVE": archive}
    assert cli.run([given.get(a, a) for a in arguments]) == code
    err = capsys.readouterr().err
    assert words in err and "Traceback" not in err


def test_a_fault_of_ours_is_no_traceback(
    archive: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fault(*_: object, **__: object) -> None:
        raise ZeroDivisionError("oops")

    monkeypatch.setattr(dragoman.Archive, "events", fault)
    assert cli.run(["events", archive]) == 1
    assert "Traceback" not in capsys.readouterr().err
    monkeypatch.setenv("DRAGOMAN_DEBUG", "1")
    assert cli.run(["events", archive]) == 1
    assert "Traceback" in capsys.readouterr().err


def test_cells_that_a_spreadsheet_would_run() -> None:
    from dragoman.faces.export import cell

    risky = ("=1+1", "+1", "-1", "@x", "\tx")
    assert [cell(x) for x in (*risky, ["=a", "b"])] == [*(f"'{x}" for x in risky), "'=a; b"]
    assert [cell(x) for x in ("a=b", -9.5, None, [])] == ["a=b", -9.5, None, ""]


def test_schema_is_current_and_holds(coder: dragoman.Coder, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["schema"]) == 0
    schema = capsys.readouterr().out
    stored = Path(__file__).resolve().parents[2] / "docs" / "schema" / "report.json"
    assert stored.read_text(encoding="utf-8") == schema, "run: dragoman schema > docs/schema/report.json"
    report = json.loads(coder.code(NEWS, date="2024-03-05").to_json())
    jsonschema.Draft202012Validator(json.loads(schema)).validate(report)


def test_brief_clean_actor(archive: str, news: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["brief", archive, "-o", str(tmp_path / "b.html")]) == 0
    assert "expelled" in (tmp_path / "b.html").read_text() and "b.html" in capsys.readouterr().out
    (news / "p.html").write_text(f"<html><body><script>var x</script><p>{NEWS}</p><p>{MORE}</p></body></html>")
    assert cli.run(["clean", str(news / "p.html")]) == 0
    assert capsys.readouterr().out.startswith("Peru expelled")
    assert cli.run(["clean", str(news / "p.html"), "--dropped"]) == 0
    assert "script" in capsys.readouterr().out
    assert cli.run(["actor", "Chilean police"]) == 0
    assert "CHL" in capsys.readouterr().out


def test_who_where_when(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["who", "Chilean police"]) == 0 and "CHL" in capsys.readouterr().out
    assert cli.run(["where", "The ferry from\tCalais reached Dover."]) == 0
    rows = [line.split("\t") for line in capsys.readouterr().out.splitlines()]
    assert [(r[0], r[2], r[3], len(r)) for r in rows] == [("Calais", "FRA", "city", 7), ("Dover", "GBR", "city", 7)]
    assert cli.run(["when", "The truce of last Friday held until 2025.", "--date", "2024-03-05"]) == 0
    rows = [line.split("\t") for line in capsys.readouterr().out.splitlines()]
    assert rows[0] == ["last Friday", "2024-03-01", "2024-03-01", "day"] and rows[1][2] == "2025-12-31"
    assert cli.run(["when", "The truce of last Friday."]) == 0
    assert capsys.readouterr().out == "last Friday\t\t\tday\n"
    assert cli.run(["where", "Nothing here."]) == 3 and "names no place" in capsys.readouterr().err
    assert cli.run(["when", "now or never, he said", "--date", "soon"]) == 2


def test_ctrl_c_keeps_what_is_done(tmp_path: Path) -> None:
    lines = (json.dumps({"text": f"{NEWS} Case {i}.", "date": "2024-03-05"}) for i in range(20_000))
    (tmp_path / "many.jsonl").write_text("\n".join(lines))
    process = subprocess.Popen(
        [*DRAGOMAN, "read", str(tmp_path / "many.jsonl"), "--archive", str(tmp_path / "a")],
        stderr=subprocess.PIPE, text=True, start_new_session=True,
    )  # fmt: skip
    until = time.monotonic() + 60
    while not len(dragoman.Archive(tmp_path / "a")) and process.poll() is None and time.monotonic() < until:
        time.sleep(0.2)
    os.killpg(process.pid, signal.SIGINT)
    err = process.communicate(timeout=60)[1]
    assert process.returncode == 130 and "run the same command again to go on" in err and "Traceback" not in err
    assert 0 < len(dragoman.Archive(tmp_path / "a")) < 20_000


def test_a_reader_that_leaves_and_a_start_without_weight(archive: str) -> None:
    command = " ".join(f"'{part}'" for part in [*DRAGOMAN, "schema"])
    done = subprocess.run(["bash", "-o", "pipefail", "-c", f"{command} | head -1"], capture_output=True, text=True)
    assert (done.returncode, done.stdout, done.stderr) == (0, "{\n", "")
    code = (
        "import sys; from dragoman.faces import cli; cli.run(['--help'])\n"
        "heavy = {'spacy', 'duckdb', 'deltalake', 'pyarrow', 'numpy'} & set(sys.modules)\n"
        "assert not heavy, heavy"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


def test_slips_in_a_list_of_ones_own_are_one_plain_line(
    news: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "own.txt").write_text("A_NAME_WITHOUT_A_CODE\nBARON_OTTO_OF_LOMA [PERGOV]\n")
    out = str(tmp_path / "o.jsonl")
    assert cli.run(["read", str(news), "--out", out, "-q", "--actors", str(tmp_path / "own.txt")]) == 0
    (line,) = capsys.readouterr().err.splitlines()
    assert line.startswith(f"dragoman: {tmp_path / 'own.txt'}: 1 entries or codes left out: line 1")
    assert "Warning" not in line and ".py" not in line


@pytest.mark.parametrize("name", ["news.jsonl", "news.csv"])
def test_a_date_that_is_none_is_mentioned(tmp_path: Path, name: str, capsys: pytest.CaptureFixture[str]) -> None:
    dates = ["2024-03-05", "soon", "03/04/2024", ""]
    rows = [{"text": f"{NEWS.strip()} Case {i}.", "date": date} for i, date in enumerate(dates)]
    with open(tmp_path / name, "w", newline="") as file:
        if name.endswith(".csv"):
            writer = csv.DictWriter(file, ["text", "date"])
            writer.writeheader()
            writer.writerows(rows)
        else:
            file.writelines(f"{json.dumps(row)}\n" for row in rows)
    command = ["read", str(tmp_path / name), "--out", str(tmp_path / "o.jsonl")]
    assert cli.run(command) == 0
    err = capsys.readouterr().err
    place = f'("soon" in {tmp_path / name}#row 2)'
    assert f"2 reports give dates that cannot be read {place}; write" in err
    assert cli.run([*command, "--date", "2024-03-05"]) == 0
    assert "cannot be read" not in capsys.readouterr().err
    assert cli.run([*command, "-q"]) == 0
    assert capsys.readouterr().err == ""


def test_one_bad_file_keeps_no_other_from_being_looked_at(
    news: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (news / "c.txt").write_text("")
    for command, wanted in (
        (["show", str(news)], "Peru expelled"),
        (["clean", str(news)], "Peru expelled"),
        (["brief", str(news), "-o", str(tmp_path / "b.html")], "b.html"),
    ):
        assert cli.run(command) == 3
        out, err = capsys.readouterr()
        assert wanted in out and "c.txt: it is empty" in err and "[D104]" in err
    assert "Peru expelled" in (tmp_path / "b.html").read_text()
    assert cli.run(["brief", str(news / "c.txt"), "-o", str(tmp_path / "none.html")]) == 3
    assert not (tmp_path / "none.html").exists()


def test_a_year_is_shown_as_no_day(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = "Chile expelled two diplomats of Peru in 2016. Kenya bombed Somalia on 3 May 2017.\n"
    (tmp_path / "a.txt").write_text(text)
    assert cli.run(["show", str(tmp_path / "a.txt"), "--layer", "events"]) == 0
    shown = capsys.readouterr().out
    assert "between 2016-01-01 and 2016-12-31" in shown and "on 2017-05-03" in shown
