"""The views that questions are asked of: the tables without what does not count, each record with its report's data.

`_events` and so on are the raw tables; `_current` says which reading of each report counts.
"""

from __future__ import annotations

from .schema import RECORD_TABLES

CURRENT = """
create or replace temp table _current as
select r.report_id, r.batch, r.reading, r.title as report_title, r.date as report_date, r.publisher, r.url,
       r.package, r.lexicon, r.model
from _reports r join (select report_id, max(reading) as reading from _reports group by report_id) as latest
  using (report_id, reading)
"""
REPORTS = """
create or replace temp view reports as
select r.* exclude (batch, reading, record) from _reports r join _current c using (report_id, batch)
"""
RECORDS = """
create or replace temp view {name} as
select t.* exclude (batch){day}, c.report_title, c.report_date, c.publisher, c.url, c.package, c.lexicon, c.model
from _{name} t join _current c using (report_id, batch)
"""
# A record's own time where the report gives one, else the day of the report.
DAY = ", coalesce(t.earliest, c.report_date) as day, coalesce(t.latest, t.earliest, c.report_date) as last_day"
DATED = ("events", "figures")
# Two states and one day: those who act alike (a meeting) are a dyad both ways.
DYAD_DAYS = """
create or replace temp view dyad_days as
with sides as (
  select day, category, quad, score, list_distinct(actor_country) as a,
         case when len(recipient_country) = 0 then list_distinct(actor_country)
              else list_distinct(recipient_country) end as b
  from events where status = 'reported' and day is not null
), pairs as (
  select day, category, quad, score, actor, unnest(b) as recipient
  from (select day, category, quad, score, b, unnest(a) as actor from sides)
)
select day, actor, recipient, count(*) as events, list_sort(list_distinct(list(category))) as categories,
       count(*) filter (quad = 1) as verbal_cooperation, count(*) filter (quad = 2) as material_cooperation,
       count(*) filter (quad = 3) as verbal_conflict, count(*) filter (quad = 4) as material_conflict,
       round(avg(score), 2) as score
from pairs
where actor <> recipient and actor not in ('', 'IGO', 'UNO', 'NGO', 'MNC')
  and recipient not in ('', 'IGO', 'UNO', 'NGO', 'MNC')
group by all
"""
VIEWS = ("reports", *RECORD_TABLES, "dyad_days")


def statements() -> list[str]:
    """The SQL that makes all views, in order."""
    records = [RECORDS.format(name=name, day=DAY if name in DATED else "") for name in RECORD_TABLES]
    return [CURRENT, REPORTS, *records, DYAD_DAYS]
