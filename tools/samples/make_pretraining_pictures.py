"""Draws the sample concepts in further styles, for pre-training only; the result is never committed.

Sources (npm packages, pinned below):
  fluent-3d                        @lobehub/fluent-emoji-3d   Microsoft Fluent Emoji, MIT
  fluent-flat, fluent-high-contrast  fluentui-emoji         Microsoft Fluent Emoji, MIT
  emojione                         emojione 2.2.7             artwork CC-BY 4.0
  noto-v1                          @iconify-json/noto-v1      Google Noto Emoji before 2017, Apache-2.0
Fluent Emoji has no flags of countries; those in the 3D package are of unstated origin and are left out.

The style of samples/emoji/twitter.zip is held out: nothing drawn as in Twemoji may be added here.
Writes <out>/<style>.zip with <id>.png, 64x64 RGBA, for ids of samples/emoji/concepts.jsonl.gz, of all
splits (the reader picks by split).

One command, from the root of the repository (Python 3.11 or later, npm):
  pip install -r tools/samples/requirements.txt && python tools/samples/make_pretraining_pictures.py --out build/pretraining
"""
import argparse
import gzip
import io
import json
import re
import unicodedata
from collections.abc import Callable
from pathlib import Path

import resvg_py
from PIL import Image

from make_samples import SIZE, write_zip
from packages import fetch

# Names in fluentui-emoji that differ from the CLDR name.
FLUENT_NAMES = {
    "0023-fe0f-20e3": "keycap-hashtag", "002a-fe0f-20e3": "keycap-asterisk", "1f426-200d-1f525": "phoenix-bird",
    "1f426-200d-2b1b": "blackbird", "1f46f": "person-with-bunny-ears", "1f46f-200d-2640-fe0f": "woman-with-bunny-ears",
    "1f46f-200d-2642-fe0f": "man-with-bunny-ears", "1f471": "person-blonde-hair",
    "1f471-200d-2640-fe0f": "woman-blonde-hair", "1f471-200d-2642-fe0f": "man-blonde-hair", "1f53a": "red-triangle",
    "1f621": "pouting-face", "1f635": "knocked-out-face", "1f917": "hugging-face", "1f93c": "person-wrestling",
    "1f93c-200d-2640-fe0f": "woman-wrestling", "1f93c-200d-2642-fe0f": "man-wrestling", "1f959": "stuffedbread-flat",
    "1f9b8": "person-superhero", "1f9b9": "person-supervillain", "1f9cf": "person-deaf",
    "1f9cf-200d-2640-fe0f": "woman-deaf", "1f9cf-200d-2642-fe0f": "man-deaf", "1f9d9": "person-mage",
    "1f9da": "person-fairy", "1f9db": "person-vampire", "1f9dc": "person-merpeople",
    "1f9dc-200d-2640-fe0f": "woman-merpeople", "1f9dc-200d-2642-fe0f": "man-merpeople", "1f9dd": "person-elf",
    "1f9de": "person-genie", "1f9df": "person-zombie",
}


def codes(id_: str, ignored: set[str]) -> str:
    """The code points of a file name, comparable between packages."""
    return "-".join(code.zfill(4) for code in id_.lower().split("-") if code not in ignored)


def by_codes(folder: Path, suffix: str, ignored: set[str]) -> Callable[[dict], Path | None]:
    files = {codes(path.stem, ignored): path for path in sorted(folder.glob("*" + suffix))}
    return lambda concept: files.get(codes(concept["id"], ignored))


def by_name(folder: Path) -> Callable[[dict], Path | None]:
    def find(concept: dict) -> Path | None:
        text = unicodedata.normalize("NFD", concept["names"]["en"].lower())
        text = "".join(c for c in text if not unicodedata.combining(c) and c not in "’'!.“”")
        slug = FLUENT_NAMES.get(concept["id"]) or re.sub(r"[^a-z0-9]+", "-", text).strip("-")
        paths = (folder / f"{slug}.svg", folder / f"{slug}-default.svg")
        return next((path for path in paths if path.exists()), None)
    return find


def unpack_iconify(folder: Path) -> Path:
    """Writes each drawing of an Iconify package as `<name>.svg`, its names being CLDR's; returns their folder."""
    out = folder / "svg"
    out.mkdir(exist_ok=True)
    collection = json.loads((folder / "icons.json").read_text("utf-8"))
    for name, icon in collection["icons"].items():
        width = icon.get("width", collection.get("width", 16))
        height = icon.get("height", collection.get("height", 16))
        (out / f"{name}.svg").write_text(
            f'<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" '
            f'viewBox="0 0 {width} {height}">{icon["body"]}</svg>', "utf-8")
    return out


def draw(path: Path) -> bytes:
    if path.suffix == ".svg":
        image = Image.open(io.BytesIO(bytes(resvg_py.svg_to_bytes(
            svg_string=path.read_text("utf-8"), width=4 * SIZE, height=4 * SIZE))))
    else:
        image = Image.open(path)
    image = image.convert("RGBA")
    scale = SIZE / max(image.size)
    small = image.resize([max(1, round(side * scale)) for side in image.size], Image.LANCZOS)
    canvas = Image.new("RGBA", (SIZE, SIZE))
    canvas.paste(small, ((SIZE - small.width) // 2, (SIZE - small.height) // 2))
    buffer = io.BytesIO()
    canvas.save(buffer, "PNG", optimize=True)
    return buffer.getvalue()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--concepts", type=Path, default=Path("samples/emoji/concepts.jsonl.gz"))
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--cache", type=Path, default=Path("build/npm-cache"))
    args = parser.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    with gzip.open(args.concepts, "rt", encoding="utf-8") as lines:
        concepts = [json.loads(line) for line in lines]

    fluent = fetch("fluentui-emoji@1.3.0", args.cache) / "icons"
    styles = {
        "fluent-3d": by_codes(fetch("@lobehub/fluent-emoji-3d@1.1.0", args.cache) / "assets", ".webp", {"fe0f"}),
        "fluent-flat": by_name(fluent / "flat"),
        "fluent-high-contrast": by_name(fluent / "high-contrast"),
        "emojione": by_codes(fetch("emojione@2.2.7", args.cache) / "assets/svg", ".svg", {"fe0f", "200d"}),
        "noto-v1": by_name(unpack_iconify(fetch("@iconify-json/noto-v1@1.2.5", args.cache))),
    }
    for style, find in styles.items():
        files = {}
        for concept in concepts:
            if style == "fluent-3d" and concept["subgroup"] in ("country-flag", "subdivision-flag"):
                continue
            path = find(concept)
            if path:
                files[f"{concept['id']}.png"] = draw(path)
        write_zip(args.out / f"{style}.zip", files)
        print(f"{style}: {len(files)} of {len(concepts)} concepts", flush=True)


if __name__ == "__main__":
    main()
