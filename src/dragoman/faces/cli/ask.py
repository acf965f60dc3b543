"""The commands that ask an archive: events, statements, figures, entities, places, times, reports, dyads, sql."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated, Any

import typer

from .common import Format, opened, print_rows

if TYPE_CHECKING:
    from ...archive.questions import Questions

Archive = Annotated[
    str, typer.Argument(metavar="ARCHIVE", help="An archive, or a .jsonl that `dragoman read --out` wrote.")
]
Since = Annotated[str | None, typer.Option(help="First day, as 2024-03-05; the record's own time where it has one.")]
Until = Annotated[str | None, typer.Option(help="Last day.")]
Least = Annotated[float | None, typer.Option(min=0, max=1, help="Only records at least this sure.")]
Form = Annotated[Format, typer.Option("--format", help="table, csv or json (an array, a row a line).")]
Limit = Annotated[int | None, typer.Option(min=0, help="At most so many rows; a table has 50 unless you say.")]
Text = Annotated[str | None, typer.Option()]
_PARTY = "A country (IRN or Iran: its state, bodies and persons), a name, or an entity's id."


# Filters whose values are a short list: where none fits, the list is worth a line.
_LISTED = ("category", "mode", "status", "quad", "kind", "unit", "sector")


def _option(words: str, ontology: str = "") -> Any:
    """An option with its help; `ontology` names what the shell completes its values from."""
    return typer.Option(help=words, autocompletion=_completing(ontology) if ontology else None)


def _completing(name: str) -> Any:
    def complete(incomplete: str) -> list[str]:
        from ...coding.ontology import Ontology
        from ...knowledge import Knowledge

        return [value for value in getattr(Ontology(Knowledge()), name) if value.startswith(incomplete)]

    return complete


def add_to(app: typer.Typer) -> None:
    """Adds the commands."""
    for command in (events, statements, figures, entities, places, times, reports, dyads, sql):
        app.command()(command)


def events(
    archive: Archive, actor: Annotated[str | None, _option(_PARTY)] = None,
    recipient: Annotated[str | None, _option(_PARTY)] = None,
    party: Annotated[str | None, _option("On either side.")] = None,
    category: Annotated[str | None, _option("PLOVER's category, such as ASSAULT.", "categories")] = None,
    mode: Annotated[str | None, _option("PLOVER's mode, such as heavy-weapons.")] = None,
    status: Annotated[
        str | None, _option("reported, historical, future, hypothetical or negated.", "statuses")
    ] = None,
    context: Annotated[str | None, _option("PLOVER's context, such as military.", "contexts")] = None,
    quad: Annotated[
        int | None,
        typer.Option(min=1, max=4, help="1, 2: cooperation in words, in deeds; 3, 4: conflict in words, in deeds."),
    ] = None,
    country: Annotated[str | None, _option("Where it happened, as alpha-3 code.")] = None,
    said_by: Annotated[str | None, _option("Who told of it.")] = None, since: Since = None, until: Until = None,
    min_confidence: Least = None, form: Form = Format.table, limit: Limit = None,
) -> None:  # fmt: skip
    """Who did what to whom.

    Example:  dragoman events my-archive --actor RUS --recipient UKR --status reported --since 2022-02-24
    """
    columns = ("day", "status", "actor_name", "category", "mode", "recipient_name", "sentence")
    _answer(
        archive, "events", form, limit, columns, actor=actor, recipient=recipient, party=party,
        category=category and category.upper(), mode=mode, status=status, context=context, quad=quad, country=country,
        said_by=said_by, since=since, until=until, min_confidence=min_confidence,
    )  # fmt: skip


def statements(
    archive: Archive, speaker: Annotated[str | None, _option(_PARTY)] = None,
    source: Annotated[str | None, _option("Words of the phrase that names who speaks.")] = None,
    kind: Annotated[str | None, _option("direct, indirect or mixed.")] = None,
    about: Annotated[str | None, _option("Words of what was said.")] = None, since: Since = None, until: Until = None,
    min_confidence: Least = None, form: Form = Format.table, limit: Limit = None,
) -> None:  # fmt: skip
    """Who said what.

    Example:  dragoman statements my-archive --speaker UNO --about refugees
    """
    _answer(
        archive, "statements", form, limit, ("report_date", "speaker_name", "source", "cue", "content"),
        speaker=speaker, source=source, kind=kind, about=about, since=since, until=until, min_confidence=min_confidence,
    )  # fmt: skip


def figures(
    archive: Archive, of: Annotated[str | None, _option("Words of what is counted.")] = None,
    holder: Annotated[str | None, _option("Whose it is.")] = None,
    unit: Annotated[str | None, _option("Such as %, USD or person.")] = None,
    kind: Annotated[str | None, _option("Such as count, money, share or age.")] = None,
    said_by: Annotated[str | None, _option("Who gave it.")] = None, since: Since = None, until: Until = None,
    min_confidence: Least = None, form: Form = Format.table, limit: Limit = None,
) -> None:  # fmt: skip
    """How much, how many.

    Example:  dragoman figures my-archive --of refugees --format csv
    """
    _answer(
        archive, "figures", form, limit, ("day", "text", "low", "high", "unit", "of", "said_by_name", "sentence"),
        of=of, holder=holder, unit=unit, kind=kind, said_by=said_by, since=since, until=until,
        min_confidence=min_confidence,
    )  # fmt: skip


def entities(
    archive: Archive, name: Annotated[str | None, _option("Words of the name.")] = None,
    country: Annotated[str | None, _option("Whose, as alpha-3 code.")] = None,
    sector: Annotated[str | None, _option("PLOVER's sector, such as GOV or MIL.")] = None,
    kind: Annotated[str | None, _option("Such as person, body, state or group.")] = None,
    since: Since = None, until: Until = None, min_confidence: Least = None, form: Form = Format.table,
    limit: Limit = None,
) -> None:  # fmt: skip
    """Who is mentioned.

    Example:  dragoman entities my-archive --country IRN --sector MIL
    """
    columns = ("report_date", "name", "country", "sector", "role", "kind", "mention_texts")
    _answer(
        archive, "entities", form, limit, columns, name=name, country=country, sector=sector, kind=kind, since=since,
        until=until, min_confidence=min_confidence,
    )  # fmt: skip


def places(
    archive: Archive, name: Annotated[str | None, _option("Words of the name.")] = None,
    country: Annotated[str | None, _option("In which country, as alpha-3 code.")] = None,
    kind: Annotated[str | None, _option("Such as country, province or city.")] = None,
    since: Since = None, until: Until = None, min_confidence: Least = None, form: Form = Format.table,
    limit: Limit = None,
) -> None:  # fmt: skip
    """Where.

    Example:  dragoman places my-archive --country UKR --kind city --format csv
    """
    columns = ("report_date", "text", "name", "country", "kind", "latitude", "longitude", "sentence")
    _answer(
        archive, "places", form, limit, columns, name=name, country=country, kind=kind, since=since, until=until,
        min_confidence=min_confidence,
    )  # fmt: skip


def times(
    archive: Archive, since: Since = None, until: Until = None, form: Form = Format.table, limit: Limit = None
) -> None:
    """When: the dates and times that reports mention. --since and --until mean the day of the report.

    Example:  dragoman times my-archive --format csv
    """
    columns = ("report_date", "text", "earliest", "latest", "precision", "sentence")
    _answer(archive, "times", form, limit, columns, since=since, until=until)


def reports(
    archive: Archive, publisher: Annotated[str | None, _option("Words of the publisher's name.")] = None,
    title: Annotated[str | None, _option("Words of the title.")] = None,
    about: Annotated[str | None, _option("Words of the text.")] = None, since: Since = None, until: Until = None,
    form: Form = Format.table, limit: Limit = None,
) -> None:  # fmt: skip
    """The reports themselves.

    Example:  dragoman reports my-archive --about ceasefire
    """
    columns = ("report_id", "date", "publisher", "title", "words")
    _answer(
        archive, "reports", form, limit, columns, publisher=publisher, title=title, about=about, since=since,
        until=until,
    )  # fmt: skip


def dyads(
    archive: Archive, a: Annotated[str, typer.Argument(metavar="A", help="A state, as alpha-3 code.")],
    b: Annotated[str, typer.Argument(metavar="B", help="The other.")], since: Since = None, until: Until = None,
    form: Form = Format.table, limit: Limit = None,
) -> None:  # fmt: skip
    """What passed between two states, day by day.

    Example:  dragoman dyads my-archive RUS UKR --since 2022-02-15
    """
    _answer(archive, "dyads", form, limit, a=a.upper(), b=b.upper(), since=since, until=until)


def sql(
    archive: Archive, query: Annotated[str, typer.Argument(help="One SELECT, in DuckDB's SQL.")],
    form: Form = Format.table, limit: Limit = None,
) -> None:  # fmt: skip
    """A question of your own over the views events, statements, figures, entities, places, times, reports, dyad_days.

    Example:  dragoman sql my-archive "select category, count(*) as n from events group by all order by n desc"
    """
    print_rows(opened(archive).sql(query), form, limit)


def _answer(
    path: str, view: str, form: Format, limit: int | None, columns: tuple[str, ...] = (), **filters: Any
) -> None:
    """Prints the rows of a view that fit the filters; under an empty table says so."""
    questions = opened(path)
    shown = print_rows(getattr(questions, view)(**filters), form, limit, columns)
    if not shown and form is Format.table and limit != 0:
        print(f"dragoman: no {view} fit{_other_values(questions, view, filters)}", file=sys.stderr)


def _other_values(questions: Questions, view: str, filters: dict[str, Any]) -> str:
    """The values there are, where a filter asks for one that the archive has not."""
    from ..terminal import harmless

    for name in _LISTED:
        if filters.get(name) is not None:
            found = questions.sql(f'select distinct "{name}" as v from {view} where v is not null order by v limit 41')
            values = [str(row["v"]) for row in found if row["v"] != ""]
            if str(filters[name]) not in values and 0 < len(values) <= 40:
                return harmless(f"; {name} {filters[name]} is not among {', '.join(values)}")
    return ""
