"""Which texts are English."""

from __future__ import annotations

import pytest

from dragoman.intake.language import language_name, language_of

OTHERS = {
    "fr": "Le président a rencontré lundi à Paris le ministre des affaires étrangères, selon un porte-parole.",
    "es": "El presidente se reunió el lunes en Madrid con el ministro de Asuntos Exteriores, dijo un portavoz.",
    "de": "Der Präsident traf am Montag in Berlin den Außenminister, wie ein Sprecher am Abend mitteilte.",
    "pt": "O presidente reuniu-se na segunda-feira em Lisboa com o ministro dos Negócios Estrangeiros, disse ela.",
    "it": "Il presidente ha incontrato lunedì a Roma il ministro degli Esteri, ha detto un portavoce del governo.",
    "tr": "Cumhurbaşkanı pazartesi günü Ankara'da dışişleri bakanıyla görüştü, bir sözcü akşam açıkladı.",
    "id": "Presiden bertemu dengan menteri luar negeri di Jakarta pada hari Senin, kata seorang juru bicara.",
    "sw": "Rais alikutana na waziri wa mambo ya nje jijini Nairobi siku ya Jumatatu, msemaji wake alisema.",
    "pcm": "Di president don meet di foreign minister for Abuja on Monday, im tok-tok pesin don confam am for dem.",
    "ru": "Президент встретился в понедельник с министром иностранных дел.",
    "ar": "التقى الرئيس وزير الخارجية يوم الاثنين.",
    "zh": "总统周一会见了外交部长。",
}
ENGLISH = [
    "The president met the foreign minister in Paris on Monday, a spokeswoman said.",
    "Court in Ndola jails Mwansa Kapambwe and Chanda Mulenga; appeal expected Friday in Lusaka.",
    "MINISTERS MEET IN GENEVA",
    "Macron, Scholz, Meloni, Sánchez, Tusk meet in Kyiv",
    "Yes.",
    "Le Monde and Der Spiegel said that Jean-Luc Mélenchon and Sahra Wagenknecht would meet in Strasbourg.",
    "12 March: Loma 2, Istria 1",
]


@pytest.mark.parametrize("code", OTHERS)
def test_other_languages_are_told(code: str) -> None:
    assert language_of(OTHERS[code]) == code
    assert language_of(f"{OTHERS[code]} " * 30, "en") == code
    assert language_name(code) != code


@pytest.mark.parametrize("text", ENGLISH)
def test_english_is_told(text: str) -> None:
    assert language_of(text) == "en"


def test_a_short_text_is_what_its_page_declares() -> None:
    assert language_of("Bonjour tout le monde", "fr") == "fr"
    assert language_of("Ministers meet in Oslo", "en") == "en"
    assert language_of("The minister and the envoy met", "fr") == "en"
