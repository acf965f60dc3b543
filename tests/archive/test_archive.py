"""What the archive promises: nothing twice, nothing half, nothing lost."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import deltalake
import pytest
from deltalake import DeltaTable
from handmade import VERSIONS, report

from dragoman.archive import Archive, Damaged, DiskFull, Forbidden, NewerFormat, NoArchive, NotAnArchive
from dragoman.errors import ArchiveError, UsageError
from dragoman.records import Provenance, Report, Span

HERE = Path(__file__).resolve().parent


def adding(folder: Path, first: int, last: int, pause: float = 0.0) -> subprocess.Popen[bytes]:
    """A process that adds the reports `first` to `last`, two a commit."""
    code = (
        "import sys, time; sys.path.insert(0, sys.argv[1]); from handmade import report; from dragoman import Archive\n"
        "def slow():\n"
        "    for i in range(int(sys.argv[3]), int(sys.argv[4])):\n"
        "        time.sleep(float(sys.argv[5])); yield report(i)\n"
        "Archive(sys.argv[2]).add(slow(), batch_size=2)\n"
    )
    return subprocess.Popen([sys.executable, "-c", code, str(HERE), str(folder), str(first), str(last), str(pause)])


def test_adding_twice_changes_nothing(tmp_path: Path) -> None:
    with Archive(tmp_path / "a") as archive:
        assert archive.version == -1 and len(archive) == 0
        assert archive.add([report(1), report(2), report(1)]) == 2
        version = archive.version
        assert archive.add(iter([report(2), report(1)])) == 0
        assert (archive.version, len(archive), archive.events().count()) == (version, 2, 2)
    assert len(Archive(tmp_path / "a")) == 2


def test_a_report_comes_back_as_it_was(tmp_path: Path) -> None:
    archive = Archive(tmp_path / "a")
    odd = report(2, title="\x1b[31m \u202e naïve 🕊", raw=None, events=(), date=None, provenance=None)
    given = [report(1), odd, report(3, date="0000-99-99")]
    archive.add(given)
    assert [archive.report(r.id) for r in given] == given
    assert {r.id for r in archive.load()} == {r.id for r in given} == set(archive.ids())
    assert archive.report_of("e_1") == given[0]
    with pytest.raises(UsageError, match="no report"):
        archive.report("r_none")


def test_more_reports_than_are_turned_into_rows_at_once(tmp_path: Path) -> None:
    archive = Archive(tmp_path / "a")
    given = [report(i) for i in range(40)]
    assert archive.add(given) == 40
    assert sorted(r.id for r in archive.load()) == sorted(r.id for r in given)
    assert archive.events().count() == archive.places().count() == 40


def test_a_new_reading_replaces_the_old_one(tmp_path: Path) -> None:
    archive = Archive(tmp_path / "a")
    later = Provenance(package="2", lexicon="l2", model="m1")
    archive.add([report(1)])
    assert archive.has(report(1).id, VERSIONS) and not archive.has(report(1).id, later)
    assert archive.add([report(1, later, events=())]) == 1
    assert (len(archive), archive.events().count(), archive.figures().rows()[0]["lexicon"]) == (1, 0, "l2")


def test_a_crash_between_tables_shows_nothing_and_a_rerun_repairs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    archive = Archive(tmp_path / "a")
    archive.add([report(1)])
    with monkeypatch.context() as broken:
        broken.setattr(Archive, "_commit_reports", lambda *_: (_ for _ in ()).throw(RuntimeError("crash")))
        with pytest.raises(RuntimeError):
            archive.add([report(2)])
    assert (len(archive), archive.events().count()) == (1, 1)
    assert DeltaTable(str(tmp_path / "a" / "events")).to_pyarrow_table().num_rows == 2
    assert archive.add([report(1), report(2)]) == 1
    assert (len(archive), archive.events().count(), archive.places().count()) == (2, 2, 2)


def test_heavy_reports_are_committed_early(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dragoman.archive.archive._HEAVY", 1000)
    archive = Archive(tmp_path / "a")
    archive.add([report(0)])
    version = archive.version
    archive.add([report(1, raw="x" * 2000), report(2), report(3)])
    assert (len(archive), archive.version) == (4, version + 2)


def test_what_came_before_an_error_is_kept(tmp_path: Path) -> None:
    def stream() -> Iterator[Report]:
        yield from (report(i) for i in range(3))
        raise KeyboardInterrupt

    archive = Archive(tmp_path / "a")
    with pytest.raises(KeyboardInterrupt):
        archive.add(stream())
    assert len(archive) == 3


def test_two_processes_at_once_lose_and_double_nothing(tmp_path: Path) -> None:
    running = [adding(tmp_path / "a", 0, 12), adding(tmp_path / "a", 6, 18)]
    assert [p.wait(60) for p in running] == [0, 0]
    archive = Archive(tmp_path / "a")
    assert sorted(archive.ids()) == sorted(report(i).id for i in range(18))
    assert sorted(row["event_id"] for row in archive.events()) == sorted(f"e_{i}" for i in range(18))


def test_killed_in_the_middle_it_is_whole_and_goes_on(tmp_path: Path) -> None:
    process = adding(tmp_path / "a", 0, 1000, pause=0.05)
    until = time.monotonic() + 30
    while len(Archive(tmp_path / "a")) < 4 and time.monotonic() < until:
        time.sleep(0.1)
    process.send_signal(signal.SIGKILL)
    process.wait()
    archive = Archive(tmp_path / "a")
    kept = len(archive)
    assert 4 <= kept < 1000 and archive.events().count() == archive.figures().count() == kept
    archive.add(report(i) for i in range(kept + 5))
    assert len(archive) == archive.events().count() == kept + 5


def test_places_that_are_no_archive(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder" / "letter.txt").write_text("x")
    for name, word in (("file", "is a file"), ("folder", "letter.txt")):
        with pytest.raises(NotAnArchive, match=word):
            Archive(tmp_path / name)
    with pytest.raises(NoArchive, match="no archive"):
        Archive(tmp_path / "nothing").events().rows()
    with pytest.raises(ArchiveError, match="no address"):
        Archive("gopher://x/y")


def test_a_store_that_does_not_answer(tmp_path: Path) -> None:
    # Nobody listens on port 9, and no credentials are looked for.
    store = {"AWS_ENDPOINT_URL": "http://127.0.0.1:9", "AWS_ALLOW_HTTP": "true", "AWS_REGION": "x"}
    store |= {"AWS_ACCESS_KEY_ID": "x", "AWS_SECRET_ACCESS_KEY": "x", "AWS_EC2_METADATA_DISABLED": "true"}
    store |= {"MAX_RETRIES": "0", "CONNECT_TIMEOUT": "1s"}
    code = (
        "from dragoman.archive import Archive, Unreachable\n"
        "try: Archive('s3://bucket/x')\n"
        "except Unreachable as error: print(error)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], env=os.environ | store, capture_output=True, text=True)
    assert "check the address" in done.stdout and "D411" in done.stdout, done.stderr


def test_newer_and_foreign_and_broken_tables(tmp_path: Path) -> None:
    schema = __import__("pyarrow").schema([("x", "string")])
    DeltaTable.create(str(tmp_path / "n" / "reports"), schema, description="Dragoman archive, format 99")
    DeltaTable.create(str(tmp_path / "f" / "reports"), schema)
    with pytest.raises(NewerFormat, match="format 99"):
        Archive(tmp_path / "n")
    with pytest.raises(NotAnArchive):
        Archive(tmp_path / "f")
    for table in ("events", "reports"):
        Archive(tmp_path / table).add([report(1)])
        for path in (tmp_path / table / table).glob("*.parquet"):
            path.unlink()
        with pytest.raises(Damaged, match="restore") as raised:
            Archive(tmp_path / table).events().rows()
        assert "\x1b" not in str(raised.value)


def test_a_full_disk_is_one_sentence_and_leaves_the_archive_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    archive = Archive(tmp_path / "a")
    archive.add([report(1)])

    def full(*_: object, **__: object) -> None:
        raise OSError("Generic LocalFileSystem error: No space left on device (os error 28)")

    with monkeypatch.context() as patched:
        patched.setattr(deltalake, "write_deltalake", full)
        with pytest.raises(DiskFull, match="free some space"):
            archive.add([report(2)])
    assert len(archive) == 1 and archive.add([report(2)]) == 1


def test_too_little_space_is_seen_before_anything_is_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    archive = Archive(tmp_path / "a")
    archive.add([report(1)])
    written = sorted((tmp_path / "a").rglob("*"))
    with monkeypatch.context() as patched:
        patched.setattr(shutil, "disk_usage", lambda _: shutil._ntuple_diskusage(1000, 1000, 0))
        with pytest.raises(DiskFull, match="free some space"):
            archive.add([report(2)])
    assert sorted((tmp_path / "a").rglob("*")) == written
    assert archive.add([report(2)]) == 1


def test_folders_that_may_not_be_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    archive = Archive(tmp_path / "a")
    archive.add([report(1)])
    # Asked of the system's answer, since root may write everywhere.
    monkeypatch.setattr(os, "access", lambda *_: False)
    with pytest.raises(Forbidden, match="permissions"):
        archive.add([report(2)])
    assert len(archive) == 1


@pytest.mark.skipif(os.geteuid() == 0, reason="root may do anything")
def test_a_folder_that_may_not_be_read(tmp_path: Path) -> None:
    Archive(tmp_path / "a").add([report(1)])
    (tmp_path / "a").chmod(0o000)
    try:
        with pytest.raises(Forbidden, match="permissions"):
            Archive(tmp_path / "a")
    finally:
        (tmp_path / "a").chmod(0o700)


def test_spans_are_kept(tmp_path: Path) -> None:
    archive = Archive(tmp_path / "a")
    archive.add([report(1)])
    assert archive.report(report(1).id).statements[0].content == (Span(0, 55),)
