"""What the shipped pack makes of texts that are no clean English prose: what it finds, and what it leaves alone."""
import json
import subprocess

import pytest
from server import BUILD

SECONDS = 240
ENGLISH = "Prime Minister Ingrid Vale of Norway met President Oren Tamsky in Lima on Monday. "
# Name: the text, mentions that it has, words that no mention of a name has.
CASES = {
    "all capitals": (
        "OSLO, MARCH 3 - PRIME MINISTER INGRID VALE OF NORWAY WENT TO LIMA ON MONDAY.\nPERU WILL SELL TWO SHIPS.",
        ["PLACE NORWAY", "PLACE LIMA", "PLACE PERU", "DATE MARCH 3"],
        ["SHIPS", "MONDAY", "WENT", "SELL"],
    ),
    "no capitals": (
        "prime minister ingrid vale of norway will invest 20 million dollars in peru, she said. turkey was served.",
        ["PLACE norway", "PLACE peru", "MONEY 20 million dollars"],
        ["minister", "turkey"],
    ),
    "noise of a scanner": (
        "Prime Minist er Ingrid Va1e rnet ~~ |l ^ ..;:' on 3 March 2014. t,he ~~ 1n5titute « of Northw|nd paid $20 million in Peru.",
        ["DATE 3 March 2014", "MONEY $20 million", "PLACE Peru"],
        ["er", "1n5titute", "~"],
    ),
    "a box score": (
        "Vale 3-4 1-2 7, Tamsky 2-9 0-0 4. Totals 10-24 3-4 23.\nHalftime - Gulls 41, Herons 38. A - 12,301.",
        [],
        ["Halftime", "Totals", "A"],
    ),
    "a list of names": (
        "Ingrid Vale\nOren Tamsky\nHollin Marr\nOmar Haddad\n",
        ["PERSON Ingrid Vale", "PERSON Oren Tamsky", "PERSON Hollin Marr", "PERSON Omar Haddad"],
        [],
    ),
    "a mail": (
        "From: Ingrid Vale <ingrid.vale@northwind.example>\nCc: desk@northwind.example\nSubject: RE: The ship\n"
        "Message-ID: <20140303.AB12@mail.northwind.example>\nContent-Type: text/plain; charset=utf-8\n\nHi Oren,\n\nCan we meet in Lima?\n",
        ["PERSON Ingrid Vale", "PLACE Lima"],
        ["Cc", "RE", "Message-ID", "Content-Type", "Hi", "Hi Oren", "Subject"],
    ),
    "addresses of the net": (
        "http://www.northwind.example/News/Norway-Signs-Treaty.html\nhttps://marn.example/Oslo/Ingrid_Vale\nThey are of Peru.",
        ["PLACE Peru"],
        ["Oslo", "Norway", "News", "Ingrid"],
    ),
    "marks of HTML": (
        '<html><head><script>var Oslo = "Bergen";</script></head><body class="Story Lead"><h1>Norway Signs Treaty</h1>'
        '<p>Prime Minister <b>Ingrid Vale</b> met <a href="http://Lima.example/Marr">Oren Tamsky</a> in Peru.</p></body></html>',
        ["PERSON Ingrid Vale", "PERSON Oren Tamsky", "PLACE Peru"],
        ["Oslo", "Bergen", "Story Lead", "Marr", "Lima", "Norway Signs Treaty"],
    ),
}
# Texts of other languages: their names are none.
FOREIGN = {
    "es": "El presidente Oren Tamsky se reunió con Ingrid Vale en Lima. Los dos firmaron el tratado, según el diario, que costó 20 euros.",
    "fr": "Le président Oren Tamsky est arrivé à Lima avec Ingrid Vale. Les deux ont signé le traité dans le port, selon le journal.",
    "de": "Der Präsident Oren Tamsky traf in Lima die Ministerin Ingrid Vale. Sie haben den Vertrag unterzeichnet, sagte das Ministerium für Fischerei.",
    "it": "Il presidente Oren Tamsky è arrivato a Lima con Ingrid Vale. I due hanno firmato il trattato nel porto, secondo il giornale.",
    "pt": "O presidente Oren Tamsky chegou a Lima com Ingrid Vale. Os dois assinaram o tratado em um porto, mas não foi um bom dia.",
    "nl": "President Oren Tamsky is in Lima aangekomen met Ingrid Vale. Zij hebben het verdrag niet getekend, zo werd door een krant gemeld.",
    "no": "Statsminister Ingrid Vale fra Norge møtte Oren Tamsky i Lima. De undertegnet avtalen om havner, og det var ikke lett, sa avisen.",
    "pl": "Prezydent Oren Tamsky nie był w Lima, ale spotkał się z Ingrid Vale. Umowa jest podpisana przez oba kraje.",
    "ru": "Президент Орен Тамский встретился в Лиме с Ингрид Вале. Они подписали договор, и это не было легко, сообщило министерство.",
    "tr": "Başkan Oren Tamsky Lima için bir anlaşma imzaladı ve Ingrid Vale ile görüştü. Bu daha çok bir söz gibi.",
}


def extractions(texts):
    lines = "".join(json.dumps({"id": name, "text": text, "published": "2014-03-05"}) + "\n" for name, text in texts.items())
    run = subprocess.run(
        [BUILD / "caspian", "extract", "--input-format", "jsonl", "-"], input=lines.encode(), capture_output=True, timeout=SECONDS
    )
    assert run.returncode == 0, run.stderr
    return {found["id"]: found for found in map(json.loads, run.stdout.decode().splitlines())}


@pytest.fixture(scope="module")
def found():
    return extractions({name: text for name, (text, _, _) in CASES.items()} | FOREIGN)


@pytest.mark.parametrize("name", CASES)
def test_finds_what_is_there_and_no_more(found, name):
    _, wanted, unwanted = CASES[name]
    names = [mention["text"] for mention in found[name]["mentions"] if "entity" in mention]

    assert [want for want in wanted if want not in [f"{m['label']} {m['text']}" for m in found[name]["mentions"]]] == []
    assert [word for word in unwanted if word in names] == []


@pytest.mark.parametrize("language", FOREIGN)
def test_of_another_language_it_says_so_and_gives_values_alone(found, language):
    labels = {mention["label"] for mention in found[language]["mentions"]}

    assert "OTHER_LANGUAGE" in labels
    assert [m["text"] for m in found[language]["mentions"] if "entity" in m] == []
    assert found[language]["events"] == found[language]["statements"] == []


def test_a_megabyte_in_one_line_is_read_to_its_end():
    count = 1_000_000 // len(ENGLISH)

    mentions = extractions({"long": ENGLISH * count})["long"]["mentions"]

    assert [m["label"] for m in mentions].count("PLACE") == 2 * count
    assert [m["label"] for m in mentions].count("PERSON") == 2 * count
