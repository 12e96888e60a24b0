"""Makes the sample data in samples/: emoji pictures in two drawing styles, with names in many languages.

Sources (npm packages, pinned below):
  emoji-datasource-google   pictures of Google's Noto Emoji    Apache-2.0
  emoji-datasource-twitter  pictures of Twemoji                CC-BY 4.0
  cldr-annotations-*-full   names and keywords, Unicode CLDR   Unicode-3.0
  spdx-license-list         the standard licence texts         CC0-1.0

Writes samples/emoji/{concepts.jsonl.gz,google.zip,twitter.zip}, samples/emoji/LICENSES/,
samples/emoji/ATTRIBUTION.md and samples/README.md. The same input gives the same bytes.

One command, from the root of the repository (Python 3.11 or later, npm):
  pip install -r tools/samples/requirements.txt && python tools/samples/make_samples.py
"""
import argparse
import gzip
import hashlib
import io
import json
import unicodedata
import zipfile
from collections import Counter, defaultdict
from pathlib import Path

import oxipng
from PIL import Image

from packages import fetch

PICTURES = {"google": "emoji-datasource-google@16.0.0", "twitter": "emoji-datasource-twitter@16.0.0"}
ANNOTATIONS = {"annotations": "cldr-annotations-full@48.2.0",
               "annotationsDerived": "cldr-annotations-derived-full@48.2.0"}
LICENCES = "spdx-license-list@6.10.0"

SEED = "mme5-samples-1"
SIZE = 64
MAX_KEYWORDS = 6
# Keywords take more room than names do; only these languages keep theirs.
KEYWORD_LOCALES = ("ar bg bn ca cs de el en es fa fi fr he hi hu id it ja ko ms nl pl pt ro ru "
                   "sv sw ta th tr uk ur vi zh").split()
MIN_COVERAGE = 0.95
EXTRA_LOCALES = ["zh-Hant"]  # every locale without a hyphen is considered anyway
PERSONS = {"1f468", "1f469", "1f9d1", "2640", "2642", "200d", "fe0f",
           "1f3fb", "1f3fc", "1f3fd", "1f3fe", "1f3ff"}


def clean(text: str) -> str:
    return unicodedata.normalize("NFC", text).strip()


def picture(folder: Path, style: str, entry: dict) -> Image.Image:
    image = Image.open(folder / "img" / style / str(SIZE) / entry["image"]).convert("RGBA")
    assert image.size == (SIZE, SIZE)
    return image


def encode(image: Image.Image) -> bytes:
    """A lossless RGBA PNG; only the invisible colour below fully transparent pixels may change."""
    buffer = io.BytesIO()
    image.save(buffer, "PNG")
    return oxipng.optimize_from_memory(
        buffer.getvalue(), level=4, optimize_alpha=True, strip=oxipng.StripChunks.all(),
        color_type_reduction=False, palette_reduction=False, grayscale_reduction=False,
        bit_depth_reduction=False)


def write_zip(path: Path, files: dict[str, bytes]) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as archive:
        for name in sorted(files):
            info = zipfile.ZipInfo(name, date_time=(1980, 1, 1, 0, 0, 0))
            info.create_system = 3
            info.external_attr = 0o644 << 16
            archive.writestr(info, files[name])


def read_annotations(cache: Path) -> dict[str, dict[str, dict]]:
    """locale -> character without U+FE0F -> {"tts": [name], "default": keywords}"""
    locales = defaultdict(dict)
    for key, spec in ANNOTATIONS.items():
        for folder in sorted((fetch(spec, cache) / key).iterdir()):
            if "-" not in folder.name or folder.name in EXTRA_LOCALES:
                content = json.loads((folder / "annotations.json").read_text("utf-8"))
                for character, value in content[key].get("annotations", {}).items():
                    locales[folder.name].setdefault(character.replace("\ufe0f", ""), value)
    return locales


def families(ids: list[str], pictures: dict[str, dict[str, Image.Image]]) -> dict[str, str]:
    """id -> family: same code points but for gender and person, or the very same picture in a style."""
    parent = {}

    def find(node: str) -> str:
        parent.setdefault(node, node)
        while parent[node] != node:
            node = parent[node]
        return node

    for id_ in ids:
        key = "-".join(code for code in id_.split("-") if code not in PERSONS) or id_
        nodes = ["family " + key] + [
            f"{style} {hashlib.sha256(images[id_].tobytes()).hexdigest()}" for style, images in pictures.items()]
        for node in nodes:
            a, b = sorted((find("id " + id_), find(node)))
            parent[b] = a
    members = defaultdict(list)
    for id_ in ids:
        members[find("id " + id_)].append(id_)
    return {id_: min(group) for group in members.values() for id_ in group}


def split_of(family: str) -> str:
    part = int(hashlib.sha256(f"{SEED} {family}".encode()).hexdigest()[:8], 16) / 2 ** 32
    return "train" if part < 0.85 else "dev" if part < 0.90 else "test"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--out", type=Path, default=Path("samples"))
    parser.add_argument("--cache", type=Path, default=Path("build/npm-cache"))
    args = parser.parse_args()
    emoji = args.out / "emoji"
    (emoji / "LICENSES").mkdir(parents=True, exist_ok=True)

    # The concepts: emoji with a picture in both styles and an English name.
    folders = {style: fetch(spec, args.cache) for style, spec in PICTURES.items()}
    annotations = read_annotations(args.cache)
    entries = {}
    for entry in json.loads((folders["google"] / "emoji.json").read_text("utf-8")):
        character = "".join(chr(int(code, 16)) for code in entry["unified"].split("-"))
        named = annotations["en"].get(character.replace("\ufe0f", ""), {}).get("tts")
        if (entry["category"] != "Component" and named
                and all(entry[f"has_img_{style}"] for style in PICTURES)):
            entries[entry["unified"].lower()] = entry | {"character": character}
    ids = sorted(entries)
    pictures = {style: {id_: picture(folders[style], style, entries[id_]) for id_ in ids} for style in PICTURES}
    family = families(ids, pictures)

    # The languages: those that name nearly all concepts.
    def value(locale: str, id_: str) -> dict:
        return annotations[locale].get(entries[id_]["character"].replace("\ufe0f", ""), {})

    def name(locale: str, id_: str) -> str | None:
        text = clean((value(locale, id_).get("tts") or [""])[0])
        return text if text and "↑" not in text else None

    coverage = {locale: sum(name(locale, id_) is not None for id_ in ids) for locale in sorted(annotations)}
    print("coverage:", *(f"{locale}={count}" for locale, count in coverage.items()))
    languages = [locale for locale in coverage if coverage[locale] >= MIN_COVERAGE * len(ids)]

    concepts = []
    for id_ in ids:
        names, keywords = {}, {}
        for locale in languages:
            title = name(locale, id_)
            if title:
                names[locale] = title
            if locale not in KEYWORD_LOCALES:
                continue
            words = [clean(word) for word in value(locale, id_).get("default", [])]
            words = list(dict.fromkeys(word for word in words if word and word != title and "↑" not in word))
            if words:
                keywords[locale] = words[:MAX_KEYWORDS]
        concepts.append({"id": id_, "character": entries[id_]["character"], "group": entries[id_]["category"],
                         "subgroup": entries[id_]["subcategory"], "split": split_of(family[id_]),
                         "names": names, "keywords": keywords})
    lines = "".join(json.dumps(concept, ensure_ascii=False, separators=(",", ":")) + "\n" for concept in concepts)
    (emoji / "concepts.jsonl.gz").write_bytes(gzip.compress(lines.encode(), 9, mtime=0))

    for style, images in pictures.items():
        write_zip(emoji / f"{style}.zip", {f"{id_}.png": encode(image) for id_, image in images.items()})

    write_texts(args, concepts, languages, len(set(family.values())))


def write_texts(args, concepts: list[dict], languages: list[str], family_count: int) -> None:
    licences = fetch(LICENCES, args.cache) / "licenses"
    for target, source in {"google-noto-emoji-Apache-2.0.txt": "Apache-2.0",
                           "twemoji-CC-BY-4.0.txt": "CC-BY-4.0"}.items():
        text = json.loads((licences / f"{source}.json").read_text("utf-8"))["licenseText"]
        (args.out / "emoji/LICENSES" / target).write_text(text.strip() + "\n", "utf-8")
    unicode_text = (fetch(ANNOTATIONS["annotations"], args.cache) / "LICENSE").read_text("utf-8")
    (args.out / "emoji/LICENSES/unicode-3.0.txt").write_text(unicode_text.strip() + "\n", "utf-8")
    mit_text = (fetch(PICTURES["google"], args.cache) / "LICENSE").read_text("utf-8")
    (args.out / "emoji/LICENSES/emoji-data-MIT.txt").write_text(mit_text.strip() + "\n", "utf-8")
    (args.out / "emoji/ATTRIBUTION.md").write_text(ATTRIBUTION, "utf-8")

    splits = Counter(concept["split"] for concept in concepts)
    groups = Counter((concept["group"], concept["split"]) for concept in concepts)
    order = ("train", "dev", "test")
    table = "\n".join(
        f"| {group} | " + " | ".join(str(groups[group, split]) for split in order)
        + f" | {sum(groups[group, split] for split in order)} |"
        for group in sorted({concept["group"] for concept in concepts}))
    readme = README.format(
        count=len(concepts), families=family_count, table=table, language_count=len(languages),
        keyword_count=len(KEYWORD_LOCALES), languages=" ".join(languages), total=" | ".join(f"{splits[split]}" for split in order))
    (args.out / "README.md").write_text(readme, "utf-8")
    print(readme)
    print("\n".join(f"{path.stat().st_size:>9}  {path}" for path in sorted(args.out.rglob("*")) if path.is_file()))


ATTRIBUTION = """\
# Attribution

| File | Work | Authors | Licence | Changes |
| --- | --- | --- | --- | --- |
| `google.zip` | Noto Emoji v2.048, https://github.com/googlefonts/noto-emoji | Google LLC | Apache License 2.0, `LICENSES/google-noto-emoji-Apache-2.0.txt` | the 64x64 pictures of the npm package emoji-datasource-google 16.0.0, without skin tones, compressed anew |
| `twitter.zip` | Twemoji v16.0.1, https://github.com/jdecked/twemoji | Copyright Twitter, Inc and other contributors | CC-BY 4.0, https://creativecommons.org/licenses/by/4.0/, `LICENSES/twemoji-CC-BY-4.0.txt` | the 64x64 pictures of the npm package emoji-datasource-twitter 16.0.0, without skin tones, compressed anew |
| `concepts.jsonl.gz`, names and keywords | Unicode CLDR 48.2 annotations, https://cldr.unicode.org | Copyright Unicode, Inc. | Unicode-3.0, `LICENSES/unicode-3.0.txt` | joined by emoji, at most six keywords kept in the larger languages, none in the others |
| `concepts.jsonl.gz`, ids, groups and subgroups | emoji-data by Cal Henderson, https://github.com/iamcal/emoji-data | Copyright (c) 2013 Cal Henderson | MIT, `LICENSES/emoji-data-MIT.txt` | the splits are added |
"""

README = """\
# Sample data

`emoji/` holds {count} concepts, each with one picture in two drawing styles and with names in
{language_count} languages.

- `emoji/concepts.jsonl.gz`: one JSON object per line, sorted by `id`: `id` (code points in lower-case
  hexadecimal), `character`, `group`, `subgroup`, `split`, `names` (language -> name) and `keywords`
  (language -> up to six words, without the name; only in {keyword_count} larger languages).
- `emoji/google.zip` and `emoji/twitter.zip`: `<id>.png`, 64x64 RGBA, stored without compression.
- `emoji/ATTRIBUTION.md` and `emoji/LICENSES/`: where it comes from and under which licences.

Skin-tone variants are left out. A few names in a few languages are missing (each language names at
least 95 % of the concepts).

## Splits

The splits are drawn by family ({families} families): concepts that differ only in gender or person, or
that have the very same picture in a style (such as the flags of Norway and of Bouvet Island), are in
the same split.

| Group | train | dev | test | all |
| --- | ---: | ---: | ---: | ---: |
{table}
| all | {total} | {count} |

## Languages

{languages}

## Make it anew

    pip install -r tools/samples/requirements.txt && python tools/samples/make_samples.py
"""

if __name__ == "__main__":
    main()
