"""Makes the goldens that `mme5 doctor` holds the resize kernel to: Pillow's bilinear resize of pictures drawn by a formula.

    pip install -r tools/goldens/requirements.txt
    python tools/goldens/make_resize_goldens.py

The formula stands in `dev.mme5.model.doctor.ResizeGoldens` too. The same Pillow gives the same bytes.
"""

import json
import pathlib

import PIL
from PIL import Image

CASES = [
    ((13, 7), (5, 9)),
    ((7, 13), (16, 16)),
    ((1, 40), (3, 8)),
    ((40, 1), (16, 1)),
    ((31, 17), (8, 4)),
    ((64, 48), (20, 15)),
]
TARGET = pathlib.Path("model/src/main/resources/dev/mme5/model/doctor/resize-goldens.json")


def drawn(width, height):
    picture = Image.new("RGB", (width, height))
    for y in range(height):
        for x in range(width):
            picture.putpixel((x, y), tuple((73 * x + 151 * y + 59 * c + 7 * x * y) % 256 for c in range(3)))
    return picture


def main():
    cases = []
    for size, target in CASES:
        resized = drawn(*size).resize(target, Image.Resampling.BILINEAR)
        cases.append({"from": list(size), "to": list(target), "rgb": resized.tobytes().hex()})
    TARGET.write_text(json.dumps({"made": f"Pillow {PIL.__version__}, Image.Resampling.BILINEAR", "cases": cases}, indent=1) + "\n")


if __name__ == "__main__":
    main()
