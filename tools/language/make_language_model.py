"""Makes synthesis/.../quality/languages.bin.gz, by which a gate tells languages apart, and the golden that holds its reader.

    pip install -r tools/language/requirements.txt
    python3 tools/language/make_language_model.py

The numbers are those of langid.py 1.1.6 (Marco Lui, BSD licence; see NOTICE): a naive Bayes model over 7,480 sequences of one to four
bytes and 97 languages. Kept are the sequences and the log-probabilities, rounded to 1/14; its prior, which prefers languages with much
text, is left out. The same versions give the same bytes.

Format, big-endian: int classes; for each UTF tag. int features; for each, ascending as unsigned: long key (length * 2^32 + bytes).
Then features * classes bytes: -14 * log-probability.
"""
import gzip
import io
import json
import pathlib
import struct
from collections import deque

import numpy as np
from langid import langid

ROOT = pathlib.Path(__file__).resolve().parents[2]
MODEL = ROOT / "synthesis/src/main/resources/dev/mme5/synthesis/quality/languages.bin.gz"
GOLDEN = ROOT / "fixtures/language/likelihoods.jsonl"
STEP = 14
SENTENCES = [
    "A small dog is playing with a red ball in the park.",
    "Ein kleiner Hund spielt im Park mit einem roten Ball.",
    "Mały pies bawi się czerwoną piłką w parku.",
    "Маленькая собака играет в парке с красным мячом.",
    "小狗在公园里玩红色的球。",
    "كلب صغير يلعب بكرة حمراء في الحديقة.",
    "",
    "x",
]


def features(model):
    """The byte sequence of each feature: the shortest way to a state that counts it."""
    seen = {0: b""}
    queue = deque([0])
    found = {}
    while queue:
        state = queue.popleft()
        for feature in model.tk_output.get(state, ()):
            found.setdefault(feature, seen[state])
        for byte in range(256):
            following = model.tk_nextmove[(state << 8) + byte]
            if following not in seen:
                seen[following] = seen[state] + bytes([byte])
                queue.append(following)
    return found


def main():
    model = langid.LanguageIdentifier.from_modelstring(langid.model)
    found = features(model)
    keys = {feature: len(text) << 32 | int.from_bytes(text, "big") for feature, text in found.items()}
    order = sorted(keys, key=keys.get)
    rounded = np.clip(np.round(-np.asarray(model.nb_ptc) * STEP), 0, 255).astype("u1")[order]
    out = io.BytesIO()
    out.write(struct.pack(">i", len(model.nb_classes)))
    for tag in model.nb_classes:
        out.write(struct.pack(">H", len(tag)) + tag.encode())
    out.write(struct.pack(">i", len(order)))
    for feature in order:
        out.write(struct.pack(">q", keys[feature]))
    out.write(rounded.tobytes())
    MODEL.parent.mkdir(parents=True, exist_ok=True)
    MODEL.write_bytes(gzip.compress(out.getvalue(), mtime=0))

    GOLDEN.parent.mkdir(parents=True, exist_ok=True)
    with GOLDEN.open("w", encoding="utf-8") as golden:
        for text in SENTENCES:
            counts = model.instance2fv(text)[order].astype("f8")
            likelihoods = -(counts @ rounded.astype("f8")) / STEP
            shown = {tag: round(float(likelihoods[model.nb_classes.index(tag)]), 6) for tag in ("en", "de", "pl", "ru", "zh", "ar", "zu")}
            golden.write(json.dumps({"text": text, **shown}, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
