"""The commands that ask an archive: events, statements, figures, entities, places, reports, dyads, sql."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from .common import Format, opened, print_rows

Archive = Annotated[
    str, typer.Argument(metavar="ARCHIVE", help="An archive, or a .jsonl that `dragoman read --out` wrote.")
]
Since = Annotated[str | None, typer.Option(help="First day, as 2024-03-05; the record's own time where it has one.")]
Until = Annotated[str | None, typer.Option(help="Last day.")]
Least = Annotated[float | None, typer.Option(min=0, max=1, help="Only records at least this sure.")]
Form = Annotated[Format, typer.Option("--format", help="table, csv or json (an array, a row a line).")]
Limit = Annotated[int | None, typer.Option(min=0, help="At most so many rows; a table has 50 unless you say.")]
Text = Annotated[str | None, typer.Option()]
_PARTY = "A country (IRN: its state, bodies and persons), a name, or an entity's id."


def _option(words: str) -> Any:
    return typer.Option(help=words)


def add_to(app: typer.Typer) -> None:
    for command in (events, statements, figures, entities, places, reports, dyads, sql):
        app.command()(command)


def events(
    archive: Archive, actor: Annotated[str | None, _option(_PARTY)] = None,
    recipient: Annotated[str | None, _option(_PARTY)] = None,
    party: Annotated[str | None, _option("On either side.")] = None,
    category: Annotated[str | None, _option("PLOVER's category, such as ASSAULT.")] = None, mode: Text = None,
    status: Annotated[str | None, _option("reported, historical, future, hypothetical or negated.")] = None,
    context: Text = None, quad: Annotated[int | None, typer.Option(min=1, max=4)] = None,
    country: Annotated[str | None, _option("Where it happened, as alpha-3 code.")] = None,
    said_by: Annotated[str | None, _option("Who told of it.")] = None, since: Since = None, until: Until = None,
    min_confidence: Least = None, form: Form = Format.table, limit: Limit = None,
) -> None:  # fmt: skip
    """Who did what to whom.

    Example:  dragoman events my-archive --actor RUS --recipient UKR --status reported --since 2022-02-24
    """
    found = opened(archive).events(
        actor=actor, recipient=recipient, party=party, category=_upper(category), mode=mode, status=status,
        context=context, quad=quad, country=country, said_by=said_by, since=since, until=until,
        min_confidence=min_confidence,
    )  # fmt: skip
    print_rows(found, form, limit, ("day", "status", "actor_name", "category", "mode", "recipient_name", "sentence"))


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
    found = opened(archive).statements(
        speaker=speaker, source=source, kind=kind, about=about, since=since, until=until, min_confidence=min_confidence
    )
    print_rows(found, form, limit, ("report_date", "speaker_name", "source", "cue", "content"))


def figures(
    archive: Archive, of: Annotated[str | None, _option("Words of what is counted.")] = None,
    holder: Annotated[str | None, _option("Whose it is.")] = None, unit: Text = None, kind: Text = None,
    said_by: Annotated[str | None, _option("Who gave it.")] = None, since: Since = None, until: Until = None,
    min_confidence: Least = None, form: Form = Format.table, limit: Limit = None,
) -> None:  # fmt: skip
    """How much, how many.

    Example:  dragoman figures my-archive --of refugees --format csv
    """
    found = opened(archive).figures(
        of=of, holder=holder, unit=unit, kind=kind, said_by=said_by, since=since, until=until,
        min_confidence=min_confidence,
    )  # fmt: skip
    print_rows(found, form, limit, ("day", "text", "low", "high", "unit", "of", "said_by_name", "sentence"))


def entities(
    archive: Archive, name: Text = None, country: Text = None, sector: Text = None, kind: Text = None,
    since: Since = None, until: Until = None, min_confidence: Least = None, form: Form = Format.table,
    limit: Limit = None,
) -> None:  # fmt: skip
    """Who is mentioned.

    Example:  dragoman entities my-archive --country IRN --sector MIL
    """
    found = opened(archive).entities(
        name=name, country=country, sector=sector, kind=kind, since=since, until=until, min_confidence=min_confidence
    )
    print_rows(found, form, limit, ("report_date", "name", "country", "sector", "role", "kind", "mention_texts"))


def places(
    archive: Archive, name: Text = None, country: Text = None, kind: Text = None, since: Since = None,
    until: Until = None, min_confidence: Least = None, form: Form = Format.table, limit: Limit = None,
) -> None:  # fmt: skip
    """Where.

    Example:  dragoman places my-archive --country UKR --kind city --format csv
    """
    found = opened(archive).places(
        name=name, country=country, kind=kind, since=since, until=until, min_confidence=min_confidence
    )
    columns = ("report_date", "text", "name", "country", "kind", "latitude", "longitude", "sentence")
    print_rows(found, form, limit, columns)


def reports(
    archive: Archive, publisher: Text = None, title: Text = None,
    about: Annotated[str | None, _option("Words of the text.")] = None, since: Since = None, until: Until = None,
    form: Form = Format.table, limit: Limit = None,
) -> None:  # fmt: skip
    """The reports themselves.

    Example:  dragoman reports my-archive --about ceasefire
    """
    found = opened(archive).reports(publisher=publisher, title=title, about=about, since=since, until=until)
    print_rows(found, form, limit, ("report_id", "date", "publisher", "title", "words"))


def dyads(
    archive: Archive, a: Annotated[str, typer.Argument(metavar="A", help="A state, as alpha-3 code.")],
    b: Annotated[str, typer.Argument(metavar="B", help="The other.")], since: Since = None, until: Until = None,
    form: Form = Format.table, limit: Limit = None,
) -> None:  # fmt: skip
    """What passed between two states, day by day.

    Example:  dragoman dyads my-archive RUS UKR --since 2022-02-15
    """
    print_rows(opened(archive).dyads(a.upper(), b.upper(), since, until), form, limit)


def sql(
    archive: Archive, query: Annotated[str, typer.Argument(help="One SELECT, in DuckDB's SQL.")],
    form: Form = Format.table, limit: Limit = None,
) -> None:  # fmt: skip
    """A question of your own over the views events, statements, figures, entities, places, times, reports, dyad_days.

    Example:  dragoman sql my-archive "select category, count(*) as n from events group by all order by n desc"
    """
    print_rows(opened(archive).sql(query), form, limit)


def _upper(code: str | None) -> str | None:
    return code.upper() if code else None
