"""The questions one can ask of reports and their records, wherever they are kept."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from ..errors import UsageError
from ..records import Report
from .errors import NoArchive, QueryError, unreadable
from .relation import Relation
from .rows import report_of
from .views import VIEWS, statements
from .where import Where

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

_LOADED = 200


class Questions:
    """Filters over documented views, all lazy. A value is bound as a parameter, never spliced into the SQL.

    A party (`actor`, `speaker`, `holder`, ...) is a country (alpha-3 code in capitals: its state, bodies and
    persons; a name of three capitals, as PKK, is found too), an entity's id, or a name in any case. `since` and
    `until` are ISO dates, both included; they mean the time of the event or figure where the report gives one, else
    the date of the report; for statements, entities, places, times and reports the date of the report. Rows are in
    the order of day, report and position.
    """

    path = "in memory"

    def __init__(self) -> None:
        self._lock = threading.RLock()
        self._duck: DuckDBPyConnection | None = None

    def events(
        self, *, actor: str | None = None, recipient: str | None = None, party: str | None = None,
        category: str | None = None, mode: str | None = None, status: str | None = None, context: str | None = None,
        quad: int | None = None, country: str | None = None, said_by: str | None = None, since: Any = None,
        until: Any = None, min_confidence: float | None = None, report: str | None = None,
    ) -> Relation:  # fmt: skip
        """Who did what to whom. party: on either side; country: where it happened."""
        where = Where().equal(category=category, mode=mode, status=status, quad=quad, report_id=report)
        where.equal(place_country=country).among("actor", actor).among("recipient", recipient)
        if party:
            left, right = Where().among("actor", party), Where().among("recipient", party)
            where.add(f"({left.sql} or {right.sql})", *left.parameters, *right.parameters)
        if context:
            where.add("list_contains(contexts, ?)", context)
        where.one("said_by", said_by).between("day", "last_day", since, until).sure(min_confidence)
        return self._ask("events", where, "day, report_id, trigger_start")

    def statements(
        self, *, speaker: str | None = None, source: str | None = None, kind: str | None = None,
        about: str | None = None, since: Any = None, until: Any = None, min_confidence: float | None = None,
        report: str | None = None,
    ) -> Relation:  # fmt: skip
        """Who said what. source: words of the phrase that names who speaks; about: words of what was said."""
        where = Where().equal(kind=kind, report_id=report).one("speaker", speaker)
        where.words("source", source).words("content", about)
        where.between("report_date", "report_date", since, until).sure(min_confidence)
        return self._ask("statements", where, "report_date, report_id, content_spans[1].start")

    def figures(
        self, *, of: str | None = None, holder: str | None = None, unit: str | None = None, kind: str | None = None,
        said_by: str | None = None, since: Any = None, until: Any = None, min_confidence: float | None = None,
        report: str | None = None,
    ) -> Relation:  # fmt: skip
        """The numbers. of: words of what is counted."""
        where = Where().equal(unit=unit, kind=kind, report_id=report).words('"of"', of).one("holder", holder)
        where.one("said_by", said_by).between("day", "last_day", since, until).sure(min_confidence)
        return self._ask("figures", where, 'day, report_id, start, "end"')

    def entities(
        self, *, name: str | None = None, country: str | None = None, sector: str | None = None,
        kind: str | None = None, since: Any = None, until: Any = None, min_confidence: float | None = None,
        report: str | None = None,
    ) -> Relation:  # fmt: skip
        """Who is mentioned, a row for each entity of each report."""
        where = Where().equal(country=country, sector=sector, kind=kind, report_id=report).words("name", name)
        where.between("report_date", "report_date", since, until).sure(min_confidence)
        return self._ask("entities", where, "report_date, report_id, mentions[1].start")

    def places(
        self, *, name: str | None = None, country: str | None = None, kind: str | None = None, since: Any = None,
        until: Any = None, min_confidence: float | None = None, report: str | None = None,
    ) -> Relation:  # fmt: skip
        """Every mention of a place."""
        where = Where().equal(country=country, kind=kind, report_id=report).words("name", name)
        where.between("report_date", "report_date", since, until).sure(min_confidence)
        return self._ask("places", where, "report_date, report_id, start")

    def times(self, *, since: Any = None, until: Any = None, report: str | None = None) -> Relation:
        """Every mention of a time."""
        where = Where().equal(report_id=report).between("report_date", "report_date", since, until)
        return self._ask("times", where, "report_date, report_id, start")

    def reports(
        self, *, publisher: str | None = None, title: str | None = None, about: str | None = None, since: Any = None,
        until: Any = None,
    ) -> Relation:  # fmt: skip
        """The reports themselves. about: words of the text."""
        where = Where().words("publisher", publisher).words("title", title).words("text", about)
        where.between("date", "date", since, until)
        return self._ask("reports", where, "date, report_id")

    def dyads(self, a: str, b: str, since: Any = None, until: Any = None) -> Relation:
        """What passed between two states, a row for each day and direction (view `dyad_days`)."""
        where = Where().add("(actor = ? and recipient = ? or actor = ? and recipient = ?)", a, b, b, a)
        where.between("day", "day", since, until)
        return self._ask("dyad_days", where, "day, actor")

    def report(self, report_id: str) -> Report:
        """One report with all its records, as it was added. Raises: UsageError where there is none with that id."""
        sql = (
            "select r.text, r.raw, r.record from _reports r join _current using (report_id, batch) where report_id = ?"
        )
        found = self._run(sql, (report_id,)).to_pylist()
        if not found:
            raise UsageError(f"there is no report {report_id} here; `dragoman reports` lists those there are")
        return report_of(found[0])

    def load(self) -> Iterator[Report]:
        """Every report with all its records, by date, a few at a time in memory."""
        ids = self.reports().arrow()["report_id"].to_pylist()
        sql = (
            "select r.report_id, r.text, r.raw, r.record from _reports r join _current using (report_id, batch) "
            "where list_contains(?, report_id)"
        )
        for start in range(0, len(ids), _LOADED):
            wanted = ids[start : start + _LOADED]
            found = {row["report_id"]: row for row in self._run(sql, (wanted,)).to_pylist()}
            yield from (report_of(found[i]) for i in wanted)

    def report_of(self, record_id: str) -> Report:
        """The report that a report's or record's id belongs to. Raises: UsageError where there is none."""
        keys = {
            "events": "event_id", "statements": "statement_id", "figures": "figure_id", "entities": "record_id",
            "places": "place_id", "times": "time_id", "reports": "report_id",
        }  # fmt: skip
        sql = " union all ".join(f"select report_id from {view} where {key} = ?" for view, key in keys.items())
        found = self._run(sql, [record_id] * len(keys)).to_pylist()
        if not found:
            raise UsageError(f"there is no record {record_id} here; --format json or csv shows the ids there are")
        return self.report(found[0]["report_id"])

    def sql(self, query: str, parameters: Sequence[Any] | Mapping[str, Any] = ()) -> Relation:
        """A question of one's own over the views; `docs/archive.md` lists them and their columns.

        Args: query: one SELECT in DuckDB's SQL; parameters: values for its `?`, or for its `$name` as a mapping.
        Raises: QueryError for anything that is not one SELECT. Files and the network are out of its reach.
        """
        self._check(query)
        run = self._run
        if isinstance(parameters, Mapping):
            named = dict(parameters)
            return Relation(lambda sql, _: run(sql, named), query.strip().rstrip(";"))
        return Relation(run, query.strip().rstrip(";"), parameters)

    def __len__(self) -> int:
        try:
            return self.reports().count()
        except NoArchive:
            return 0

    def __bool__(self) -> bool:
        return True

    def _tables(self) -> Mapping[str, Any] | None:
        """Arrow tables or datasets by name; None where those registered are still current."""
        raise NotImplementedError

    def _ask(self, view: str, where: Where, order: str) -> Relation:
        condition = f" where {where.sql}" if where.conditions else ""
        return Relation(self._run, f"select * from {view}{condition} order by {order}", where.parameters)

    def _run(self, sql: str, parameters: Any) -> pa.Table:
        import duckdb

        with self._lock:
            try:
                return self._connection().sql(sql, params=parameters or None).to_arrow_table()
            except duckdb.Error as error:
                # What Arrow meets while DuckDB reads a table comes back as DuckDB's error.
                if "registered as '_" in str(error):
                    raise unreadable(error, self.path) from error
                raise QueryError(f"the question cannot be answered: {_first_lines(error)}") from error

    def _check(self, query: str) -> None:
        import duckdb

        with self._lock:
            try:
                kinds = [statement.type for statement in self._connection().extract_statements(query)]
            except duckdb.Error as error:
                raise QueryError(f"the SQL cannot be read: {_first_lines(error)}") from error
        if len(kinds) != 1 or kinds[0] != duckdb.StatementType.SELECT:
            views = ", ".join(VIEWS)
            raise QueryError(f"only one SELECT is allowed, since an archive is only read here; its views are {views}")

    def _connection(self) -> DuckDBPyConnection:
        """DuckDB with the views over the tables as they are now, shut off from files and network."""
        tables = self._tables()
        if self._duck is None:
            import duckdb

            self._duck = duckdb.connect(":memory:")
            self._duck.execute("set TimeZone = 'UTC'")
            for setting in ("python_enable_replacements", "enable_external_access"):
                self._duck.execute(f"set {setting} = false")
            self._duck.execute("set lock_configuration = true")
        if tables is not None:
            for name, table in tables.items():
                self._duck.register(f"_{name}", table)
            for statement in statements():
                self._duck.execute(statement)
        return self._duck

    def close(self) -> None:
        """Lets go of memory and files."""
        with self._lock:
            if self._duck is not None:
                self._duck.close()
                self._duck = None


def _first_lines(error: Exception) -> str:
    return " ".join(str(error).split("\n\n")[0].split())[:300]
