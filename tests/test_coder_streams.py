"""Reports come in the order of their texts, though the model judges some while others are coded."""


def test_order_and_records_are_those_of_one_by_one(coder):
    texts = [f"Norland attacked Lowland's {n}th brigade on Friday. Police arrested {n} men." for n in range(3, 40)]
    together = list(coder.code_many(texts))
    assert [r.text for r in together] == texts
    for report, text in list(zip(together, texts, strict=True))[::9]:
        assert [e.category for e in report.events] == [e.category for e in coder.code(text).events]


def test_a_stream_that_is_left_early_ends(coder):
    endless = ("Norland attacked Lowland." for _ in iter(int, 1))
    stream = coder.code_many(endless)
    assert next(stream).text
    stream.close()
