"""Figures on sentences of our own: value, bounds, unit, kind; what they count, whose, when, by whom; what is none."""

from __future__ import annotations

import math
import time

import pytest

import dragoman
from dragoman.coding.quantity import Numbers, Tables, Units
from dragoman.knowledge import Knowledge

INF = None


def figures(coder: dragoman.Coder, text: str, date: str | None = "2024-03-05") -> list[dragoman.Figure]:
    return list(coder.code(text, date=date).figures)


def only(coder: dragoman.Coder, text: str) -> dragoman.Figure:
    found = figures(coder, text)
    assert len(found) == 1, [f.text for f in found]
    return found[0]


EXACT = [
    # counts, in digits and in words
    ("Rebels killed 1,204 soldiers.", "1,204 soldiers", 1204, "soldier", "count"),
    ("Storms cut power to twenty-one thousand homes.", "twenty-one thousand homes", 21000, "home", "count"),
    ("A dozen rockets hit the town.", "A dozen rockets", 12, "rocket", "count"),
    ("Half a million people lost power.", "Half a million people", 500000, "people", "count"),
    ("Egypt's 110 million people need grain.", "110 million people", 110e6, "people", "count"),
    ("The vaccine drive used two million doses.", "two million doses", 2e6, "dose", "count"),
    ("Police freed three Peruvian diplomats.", "three Peruvian diplomats", 3, "diplomat", "count"),
    ("Some parties won one hundred and five seats.", "one hundred and five seats", 105, "seat", "count"),
    ("Three million, two hundred thousand men fled.", "Three million, two hundred thousand men", 3.2e6, "man", "count"),
    ("The town of 18 000 inhabitants was empty.", "18 000 inhabitants", 18000, "inhabitant", "count"),
    ("The plot involved 2.4k accounts.", "2.4k accounts", 2400, "account", "count"),
    ("The state has 1.5 lakh teachers.", "1.5 lakh teachers", 150000, "teacher", "count"),
    ("They found 4M records.", "4M records", 4e6, "record", "count"),
    ("A 200 page dossier was leaked.", "200 page dossier", 200, "page", "count"),
    # money
    ("The budget rose to 3.5 million dollars.", "3.5 million dollars", 3.5e6, "USD", "money"),
    ("The deal is worth $4bn.", "$4bn", 4e9, "USD", "money"),
    ("Lenders wrote off €1.2 million in loans.", "€1.2 million", 1.2e6, "EUR", "money"),
    ("The family got US$ 30.", "US$ 30", 30, "USD", "money"),
    ("The museum lost 5m euros.", "5m euros", 5e6, "EUR", "money"),
    ("The fund holds £2.5m.", "£2.5m", 2.5e6, "GBP", "money"),
    ("The fund holds ¥300 billion.", "¥300 billion", 300e9, "JPY", "money"),
    ("The road cost N2.5 billion.", "N2.5 billion", 2.5e9, "NGN", "money"),
    ("The road cost USD10m.", "USD10m", 10e6, "USD", "money"),
    ("The ransom was 40,000 Swiss francs.", "40,000 Swiss francs", 40000, "CHF", "money"),
    ("The clinic was fined 50,000 baht.", "50,000 baht", 50000, "THB", "money"),
    ("He spent 20 million pounds on yachts.", "20 million pounds", 20e6, "GBP", "money"),
    ("The stamp costs 63 cents.", "63 cents", 63, "cent", "money"),
    ("The herder paid 900 dinars.", "900 dinars", 900, "dinar", "money"),
    ("The trade gap was -$4.5 billion.", "-$4.5 billion", -4.5e9, "USD", "money"),
    ("The bond pays A$12.", "A$12", 12, "AUD", "money"),
    ("The bond pays HK $5.4m.", "HK $5.4m", 5.4e6, "HKD", "money"),
    # shares, fractions
    ("Sixty-three percent agreed.", "Sixty-three percent", 63, "%", "share"),
    ("Turnout was 61.5 per cent.", "61.5 per cent", 61.5, "%", "share"),
    ("The bank holds 13pc of the firm.", "13pc", 13, "%", "share"),
    ("Two-thirds of the delegates walked out.", "Two-thirds", 2 / 3, "1", "share"),
    ("Half of the harvest was lost.", "Half", 0.5, "1", "share"),
    ("Three quarters of voters said no.", "Three quarters", 0.75, "1", "share"),
    ("A fifth of the crew was ill.", "A fifth", 0.2, "1", "share"),
    ("One in five children is hungry.", "One in five children", 0.2, "1", "share"),
    ("Nine of 10 pupils passed.", "Nine of 10 pupils", 0.9, "1", "share"),
    ("The storm stranded 40 New Yorkers.", "40 New Yorkers", 40, "New Yorker", "count"),
    ("Nine out of ten pupils passed.", "Nine out of ten pupils", 0.9, "1", "share"),
    ("The unit is 1/40 of that.", "1/40", 0.025, "1", "share"),
    ("The lead level was 15 ppb.", "15 ppb", 15, "[ppb]", "share"),
    # measures
    ("The train ran at 300 km/h.", "300 km/h", 300, "km/h", "speed"),
    ("Winds of 95mph hit the coast.", "95mph", 95, "[mi_i]/h", "speed"),
    ("The pipeline is 1,200 km long.", "1,200 km", 1200, "km", "length"),
    ("The wall is 5m high.", "5m", 5, "m", "length"),
    ("The goalkeeper is 6ft 2in tall.", "6ft 2in", 6 + 2 / 12, "[ft_i]", "length"),
    ("The door is 2 1/2 inches thick.", "2 1/2 inches", 2.5, "[in_i]", "length"),
    ("Walk two and a half miles.", "two and a half miles", 2.5, "[mi_i]", "length"),
    ("The gap is 3½ feet.", "3½ feet", 3.5, "[ft_i]", "length"),
    ("A 155mm howitzer was found.", "155mm", 155, "mm", "length"),
    ("The chip has lines of 5 nanometres.", "5 nanometres", 5, "nm", "length"),
    ("The farm covers 400 hectares.", "400 hectares", 400, "har", "area"),
    ("The lake covers 20,770 square kilometres.", "20,770 square kilometres", 20770, "km2", "area"),
    ("They seized 45 kg of heroin.", "45 kg", 45, "kg", "mass"),
    ("Ships took 300 tonnes of sorghum.", "300 tonnes", 300, "t", "mass"),
    ("He bought a twenty-pound bag of rice.", "twenty-pound", 20, "[lb_av]", "mass"),
    ("The dam holds 2.5 million cubic metres.", "2.5 million cubic metres", 2.5e6, "m3", "volume"),
    ("The tank holds 90 litres.", "90 litres", 90, "L", "volume"),
    ("The reactor makes 1,400 megawatts.", "1,400 megawatts", 1400, "MW", "power"),
    ("The line carries 5.5 GWh.", "5.5 GWh", 5.5, "GWh", "energy"),
    ("The mean was 12.5 °C.", "12.5 °C", 12.5, "Cel", "temperature"),
    ("It was minus 40 degrees Celsius.", "minus 40 degrees Celsius", -40, "Cel", "temperature"),
    ("Oslo woke to -12 °C.", "-12 °C", -12, "Cel", "temperature"),
    ("The oven reached 450 degrees Fahrenheit.", "450 degrees Fahrenheit", 450, "[degF]", "temperature"),
    ("The disk stores 8 terabytes.", "8 terabytes", 8, "TBy", "other"),
    ("The wave oscillates at 4e14 Hz.", "4e14 Hz", 4e14, "Hz", "other"),
    ("The dose is 2.5×10−5 g.", "2.5×10−5 g", 2.5e-5, "g", "mass"),
    ("The mass is 6 x 10^3 kg.", "6 x 10^3 kg", 6000, "kg", "mass"),
    ("An earthquake of magnitude 7.9 struck.", "magnitude 7.9", 7.9, "magnitude", "other"),
    ("A 7.2-magnitude earthquake shook Chile.", "7.2-magnitude", 7.2, "magnitude", "other"),
    # ages and lengths of time
    ("A boy aged 12 was shot.", "12", 12, "a", "age"),
    ("A 12-year-old girl was found.", "12-year-old", 12, "a", "age"),
    ("The 35-year-old was jailed.", "35-year-old", 35, "a", "age"),
    ("Rana Holt, 41, was arrested.", "41", 41, "a", "age"),
    ("The minister, 58, resigned.", "58", 58, "a", "age"),
    ("She died at the age of 71.", "71", 71, "a", "age"),
    ("The baby is six months old.", "six months old", 6, "mo", "age"),
    ("The strike went on for three weeks.", "three weeks", 3, "wk", "duration"),
    ("The pope begins a two-day visit.", "two-day", 2, "d", "duration"),
    ("Ninety minutes passed.", "Ninety minutes", 90, "min", "duration"),
    ("The pact was signed five days ago.", "five days", 5, "d", "duration"),
    ("In the past six months prices doubled.", "six months", 6, "mo", "duration"),
    # rates
    ("Petrol costs 1.80 euros a litre.", "1.80 euros a litre", 1.8, "EUR/litre", "rate"),
    ("Oil trades at $70 a barrel.", "$70 a barrel", 70, "USD/barrel", "rate"),
    ("He earns $15.40/hour.", "$15.40/hour", 15.4, "USD/hour", "rate"),
    ("The airline runs 200 flights per week.", "200 flights per week", 200, "flight/week", "rate"),
    ("The plant emits 40 tonnes of carbon a day.", "40 tonnes of carbon a day", 40, "t/d", "rate"),
    ("The car burns 8 l/km.", "8 l/km", 8, "L/km", "rate"),
    ("Nigeria pumped 1.4 million barrels per day.", "1.4 million barrels per day", 1.4e6, "[bbl_us]/d", "rate"),
    # changes
    ("Exports rose 4%.", "4%", 4, "%", "change"),
    ("The index fell by 300 points.", "300 points", 300, "point", "change"),
    ("Shell shares were up 2.5 percent.", "2.5 percent", 2.5, "%", "change"),
    ("The report showed a 3 percent drop in sales.", "3 percent", 3, "%", "change"),
    ("The bank cut its rate by 25 basis points.", "25 basis points", 25, "basis point", "change"),
    ("Unemployment fell by 0.4 percentage points.", "0.4 percentage points", 0.4, "percentage point", "change"),
    # ratios and scores
    ("Its budget is three times that of Chad.", "three times", 3, "time", "ratio"),
    ("The index closed at 1,478 points.", "1,478 points", 1478, "point", "score"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "words", "value", "unit", "kind"), EXACT)
def test_exact(coder: dragoman.Coder, text: str, words: str, value: float, unit: str, kind: str) -> None:
    f = only(coder, text)
    assert (f.text, f.unit, f.kind, f.approximate) == (words, unit, kind, False)
    assert text[f.start : f.end] == f.text
    for v in (f.value, f.low, f.high):
        assert v == pytest.approx(value, rel=1e-6)


# value, low, high, approximate
BOUNDED = [
    ("At least 12 miners died.", "At least 12 miners", 12, 12, INF, False),
    ("More than 300 people were hurt.", "More than 300 people", 300, 300, INF, False),
    ("Over 70 boats sank.", "Over 70 boats", 70, 70, INF, False),
    ("No fewer than 19 shops burned.", "No fewer than 19 shops", 19, 19, INF, False),
    ("Fifteen or more ships waited.", "Fifteen or more ships", 15, 15, INF, False),
    ("He has 100+ goats.", "100+ goats", 100, 100, INF, False),
    ("Losses exceed $2.5 billion.", "exceed $2.5 billion", 2.5e9, 2.5e9, INF, False),
    ("Fewer than 50 voters came.", "Fewer than 50 voters", 50, None, 50, False),
    ("Up to 900 troops will leave.", "Up to 900 troops", 900, None, 900, False),
    ("As many as 60 boats sank.", "As many as 60 boats", 60, None, 60, False),
    ("Just under 20 percent agreed.", "Just under 20 percent", 20, None, 20, False),
    ("He faces up to 16 years in prison.", "up to 16 years", 16, None, 16, False),
    ("Oil fell below $70.", "below $70", 70, None, 70, False),
    ("Less than a quarter of the aid came.", "Less than a quarter", 0.25, None, 0.25, False),
    ("About 70 families left.", "About 70 families", 70, 70, 70, True),
    ("Some 200 people marched.", "Some 200 people", 200, 200, 200, True),
    ("Nearly half of the money is gone.", "Nearly half", 0.5, 0.5, 0.5, True),
    ("Roughly a dozen tents burned.", "Roughly a dozen tents", 12, 12, 12, True),
    ("An estimated 4,000 homes flooded.", "An estimated 4,000 homes", 4000, 4000, 4000, True),
    ("The police held 30 to 40 students.", "30 to 40 students", None, 30, 40, False),
    ("Between 30 and 40 students were held.", "Between 30 and 40 students", None, 30, 40, False),
    ("Turnout was 30-40 percent.", "30-40 percent", None, 30, 40, False),
    ("The bridge will cost $3-4 billion.", "$3-4 billion", None, 3e9, 4e9, False),
    ("The fine is $200,000 to $4 million.", "$200,000 to $4 million", None, 200000, 4e6, False),
    ("Prices rise between 5% and 6%.", "between 5% and 6%", None, 5, 6, False),
    ("There are 1 to 2 thousand nurses.", "1 to 2 thousand nurses", None, 1000, 2000, False),
    ("The rebels have three or four tanks.", "three or four tanks", None, 3, 4, False),
    ("The vaccine is for children between the ages of 5 and 11.", "between the ages of 5 and 11", None, 5, 11, False),
    ("Dozens of villagers fled.", "Dozens of villagers", None, 12, 120, False),
    ("Hundreds marched.", "Hundreds", None, 100, 1000, False),
    ("Tens of thousands marched in Lisbon.", "Tens of thousands", None, 10000, 100000, False),
    ("Hundreds of millions of dollars were stolen.", "Hundreds of millions of dollars", None, 100e6, 1e9, False),
    ("Several hundred men were held.", "Several hundred men", None, 200, 1000, False),
    ("Growth was 2.3% ± 0.2.", "2.3% ± 0.2", 2.3, 2.1, 2.5, False),
]  # fmt: skip


@pytest.mark.parametrize(("text", "words", "value", "low", "high", "approximate"), BOUNDED)
def test_bounded(
    coder: dragoman.Coder,
    text: str,
    words: str,
    value: float | None,
    low: float | None,
    high: float | None,
    approximate: bool,
) -> None:
    f = only(coder, text)
    assert f.text == words
    assert [v if v is None else pytest.approx(v) for v in (value, low, high)] == [f.value, f.low, f.high]
    assert f.approximate is approximate


NONE = [
    "The plane, a Boeing 737, was cheered at the G20.",
    "Article 5 of the treaty and Resolution 1701 came after World War II.",
    "Sections 3 and 23 of the charter bar it.",
    "Call 555-1234 or +1 202 555 0182 now.",
    "She walked to 10 Downing Street.",
    "The firm is at 49 Rosewood Road.",
    "Version 2.0.1 of the code has ID 0047188.",
    "One of the men said no one was there.",
    "The first half ended, and the second quarter was dull.",
    "A third man fled the quarter-final.",
    "The twenty-first century began badly.",
    "He left on 3 March 2021 at 10:30 p.m.",
    "In 2013-14 the office was closed.",
    "He won 6-4, 7-5.",
    "The U-2 and the F-16s flew over 42nd Street.",
    "COVID-19 closed the cinema.",
    "The 49ers met the 76ers on Route 66.",
    "Windows 11 came out on Channel 4.",
    "The address is 10.0.0.1.",
    "The list reads 1,1,1,1,1.",
    "He is Number 10 in the team.",
    "Law No. 15 was read on page 4 of chapter 3.",
    "The 2008 riots were remembered.",
    "The attacks of 9/11 were remembered.",
    "She works 24/7.",
    "The number 1/0 is not a number.",
    "The file has the code 00417.",
    "A third was sacked, and the two left on a third day.",
    "More than a man was lost.",
]  # fmt: skip


@pytest.mark.parametrize("text", NONE)
def test_none(coder: dragoman.Coder, text: str) -> None:
    assert [f.text for f in figures(coder, text)] == []


OF = [
    ("About 60 per cent of the stalls burned.", "stalls", None),
    ("Morocco bought a third of its wheat imports.", "wheat imports", "Morocco"),
    ("The firm employs 12,000 workers.", "workers", "firm"),
    ("Egypt's 110 million people need grain.", "people", "Egypt"),
    ("Half the village fled.", "village", None),
    ("Exports fell 7%.", "Exports", None),
    ("The train ran at 300 km/h.", "train", None),
    ("The court upheld a fine of $3 million.", "fine", None),
    ("It is a 5.2 litre V10 engine.", "V10 engine", None),
    ("The club signed a five-year contract.", "contract", None),
    ("Labour (45%) is ahead.", "Labour", None),
    ("The survey of seven countries was shelved.", "countries", "survey"),
    ("They seized 45 kg of heroin.", "heroin", None),
    ("The toll rose to 98.", "toll", None),
    ("Troops killed 30 civilians.", "civilians", None),
    ("Lang Poulsen, 41, was arrested.", "Lang Poulsen", None),
    ("The poll gives Labour 38%.", None, "Labour"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "of", "holder"), OF)
def test_of_and_holder(coder: dragoman.Coder, text: str, of: str | None, holder: str | None) -> None:
    f = only(coder, text)
    assert (f.of.text if f.of else None, f.holder.text if f.holder else None) == (of, holder)
    if f.of:
        assert text[f.of.start : f.of.end] == f.of.text


def test_holder_through_a_pronoun(coder: dragoman.Coder) -> None:
    f = only(coder, "Egypt is dry, and it imports 60% of its wheat.")
    assert f.holder is not None
    assert f.holder.country == "EGY"


def test_period(coder: dragoman.Coder) -> None:
    f = only(coder, "Kenya exported 40 tonnes of tea in 2019.")
    assert f.period is not None
    assert (f.period.earliest, f.period.latest) == ("2019-01-01", "2019-12-31")


def test_each_figure_has_its_own_period(coder: dragoman.Coder) -> None:
    report = coder.code(
        "Inflation rose from 3.1% in January to 3.4% in February. In 2021 it cost 40 lives and in 2022 another 60."
    )
    periods = [(f.value, f.period and f.period.text) for f in report.figures]
    assert periods[:3] == [(3.1, "January"), (3.4, "February"), (40, "2021")]


def test_said_by(coder: dragoman.Coder) -> None:
    f = only(coder, "The Kenyan government said that 17 villages were flooded.")
    assert f.said_by is not None
    assert f.said_by.country == "KEN"


def test_level_after_a_change(coder: dragoman.Coder) -> None:
    first, second = figures(coder, "Shell gained 18 cents to $23.50.")
    assert (first.kind, first.unit, second.kind, second.unit, second.value) == ("change", "cent", "money", "USD", 23.5)
    assert second.of is not None
    assert second.of.text == "Shell"


@pytest.mark.parametrize(
    ("text", "levels"),
    [
        ("Support fell from 41 per cent to 28 per cent.", [(41, "%"), (28, "%")]),
        ("Oslo cooled, as it fell from -18 °C to -34 °C.", [(-18, "Cel"), (-34, "Cel")]),
        ("The output will drop from 12 to 9 million tonnes.", [(12e6, "t"), (9e6, "t")]),
        ("The toll rose from 9 to 11.", [(9, ""), (11, "")]),
        ("Aid was cut from $1.2 to $0.9 billion.", [(1.2e9, "USD"), (0.9e9, "USD")]),
    ],
)
def test_from_one_level_to_another(coder: dragoman.Coder, text: str, levels: list[tuple[float, str]]) -> None:
    assert [(f.value, f.unit) for f in figures(coder, text)] == levels


@pytest.mark.parametrize(
    ("text", "value", "low", "high", "unit"),
    [
        ("It lasted more than an hour.", 1, 1, None, "h"),
        ("It lasted half an hour.", 0.5, 0.5, 0.5, "h"),
        ("The camp is nearly a mile long.", 1, 1, 1, "[mi_i]"),
        ("The mission gets six more months.", 6, 6, 6, "mo"),
        ("He paid within ten days.", 10, None, 10, "d"),
        ("The judge, who is 67, smiled.", 67, 67, 67, "a"),
        ("A boy of 15 was hurt.", 15, 15, 15, "a"),
        ("Profits were down by a third.", 1 / 3, 1 / 3, 1 / 3, "1"),
    ],
)
def test_units_that_stand_apart(
    coder: dragoman.Coder, text: str, value: float, low: float | None, high: float | None, unit: str
) -> None:
    f = only(coder, text)
    assert [f.value, f.low, f.high] == [v if v is None else pytest.approx(v) for v in (value, low, high)]
    assert f.unit == unit


def test_told_again_in_brackets(coder: dragoman.Coder) -> None:
    miles, kilometres = figures(coder, "The city dug more than 8 miles (13 km) of new tunnels.")
    assert (miles.unit, kilometres.unit) == ("[mi_i]", "km")
    assert miles.of == kilometres.of
    assert miles.high is None
    assert kilometres.high is None


def test_a_unit_shared_by_a_list(coder: dragoman.Coder) -> None:
    assert [(f.value, f.unit) for f in figures(coder, "It comes in 5-, 10- and 20-kilogram bags.")] == [
        (5, "kg"), (10, "kg"), (20, "kg"),
    ]  # fmt: skip


def test_a_thing_shared_by_a_list(coder: dragoman.Coder) -> None:
    found = figures(coder, "The maker offers four-, five- and six-cylinder engines.")
    assert [(f.text, f.value, f.unit) for f in found] == [
        ("four", 4, "cylinder"), ("five", 5, "cylinder"), ("six-cylinder engines", 6, "cylinder"),
    ]  # fmt: skip


def test_several_figures(coder: dragoman.Coder) -> None:
    text = "Two people were shot and 29 students were held at a school in Lima, officials said."
    assert [(f.value, f.unit) for f in figures(coder, text)] == [(2, "people"), (29, "student")]


def test_every_figure_has_rule_and_confidence(coder: dragoman.Coder) -> None:
    text = "About $3 billion, a third of the budget, went to 40 to 50 firms aged 3 to 5, and magnitude 5.2 shook it."
    for f in figures(coder, text):
        assert f.rule.startswith("units/")
        assert ":" in f.rule
        assert 0 < f.confidence <= 1


HOSTILE = [
    "1" * 10_000,
    "1," * 20_000,
    "1-" * 20_000,
    "1 to " * 10_000,
    "one hundred thousand million " * 3_000,
    "half a " * 10_000,
    "a hundred " * 10_000,
    "between " * 10_000 + "1 and 2",
    "at least " * 10_000 + "5",
    "٣٤٥ １２３ ๑๒ ½½½½ ²³ 5²",
    "1e999 1e-999 9e308 1/0 0/0 1/3/5 1×10^999 5×10⁻⁹⁹⁹",
    "quadrillion " * 5_000,
    "one quadrillion quadrillion quadrillion quadrillion quadrillion " * 200,
    "$" * 20_000 + "5",
    "5" + "m" * 20_000,
    "5 " + "(" * 5_000 + ")" * 5_000,
    "-−–±+~≈<>" * 2_000 + "7",
    "10 000 " * 5_000,
    "5 per 5 per 5 per " * 2_000,
]  # fmt: skip


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_text(text: str) -> None:
    tables = Tables(Knowledge())
    numbers, units = Numbers(tables.numbers), Units(tables)
    start = time.perf_counter()
    found = [m for n in numbers.find(text) if (m := units.measure(text, n)) is not None]
    assert time.perf_counter() - start < 3
    for m in found:
        assert all(v is None or math.isfinite(v) for v in (m.value, m.low, m.high))


@pytest.mark.parametrize(
    "text",
    ["1," * 2_000, "1 to " * 1_000, "a hundred " * 1_000, "1e999 1/0 9e308 1×10^999", "５ ٣ ½ 5²", "", "5", "(5", "5)"],
)
def test_hostile_reports(coder: dragoman.Coder, text: str) -> None:
    for f in figures(coder, text):
        assert all(v is None or math.isfinite(v) for v in (f.value, f.low, f.high))


def test_overlay_adds_units(tmp_path) -> None:
    folder = tmp_path / "units"
    folder.mkdir()
    (folder / "units.tsv").write_text("code\tkind\tsymbols\twords\n[furlong]\tlength\t\tfurlong\n")
    f = only(dragoman.Coder(lexicon=[tmp_path]), "The mare ran six furlongs.")
    assert (f.value, f.unit, f.kind) == (6, "[furlong]", "length")
