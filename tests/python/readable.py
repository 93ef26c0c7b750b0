"""An extraction as tests/conformance/README.md writes it down: words in place of spans, names in place of indexes."""
from caspian.v1 import event_pb2


def readable(content, extraction):
    """`content` is the bytes that the spans index."""
    def words(span):
        return content[span.begin:span.end].decode()

    def spanned(item):
        return {"text": words(item.span), "begin": item.span.begin, "end": item.span.end, "rule": item.rule_id}

    def roles(item):
        return {role.name: words(role.span) for role in item.roles}

    def enum(kind, number, prefix):
        return kind.Name(number).removeprefix(prefix).lower()

    def voice(item):
        return enum(event_pb2.Voice, item.voice, "VOICE_")

    def mention(item):
        more = {"value": item.value.canonical} if item.HasField("value") else {}
        if item.HasField("entity"):
            more["entity"] = extraction.entities[item.entity].name
        return spanned(item) | {"label": item.label, "problem": bool(item.value.problem)} | more

    def entity(item):
        return {"label": item.label, "name": item.name, "features": {feature.name: feature.value for feature in item.features}}

    def event(item):
        return spanned(item) | {
            "type": item.type,
            "polarity": enum(event_pb2.Polarity, item.polarity, "POLARITY_"),
            "actuality": enum(event_pb2.Actuality, item.actuality, "ACTUALITY_"),
            "voice": voice(item),
            "step": item.step,
            "roles": roles(item),
        }

    def statement(item):
        return spanned(item) | {"manner": item.manner, "voice": voice(item), "roles": roles(item), "content": words(item.content)}

    def citation(item):
        return spanned(item) | {
            "source": item.source,
            "stated": [words(span) for span in item.stated],
            "presumed": [words(span) for span in item.presumed],
        }

    return {
        "mentions": [mention(item) for item in extraction.mentions],
        "entities": [entity(item) for item in extraction.entities],
        "events": [event(item) for item in extraction.events],
        "statements": [statement(item) for item in extraction.statements],
        "citations": [citation(item) for item in extraction.citations],
    }


def projected(actual, expected):
    """What of `actual` has a counterpart in `expected`: its kinds, and of each item its keys."""
    found = {}
    for kind, items in expected.items():
        keys = [item.keys() for item in items]
        found[kind] = [
            {key: value for key, value in item.items() if number >= len(keys) or key in keys[number]}
            for number, item in enumerate(actual[kind])
        ]
    return found
