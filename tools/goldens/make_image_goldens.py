"""Makes fixtures/images: picture files of many kinds and shapes, and what Pillow 11.1.0 and transformers 4.48.3 make of them.

    pip install -r tools/goldens/requirements.txt
    python tools/goldens/make_image_goldens.py

Every pixel follows from a formula; the files that Pillow cannot write (16-bit colour) are written here byte by byte. Deterministic.
See fixtures/images/README.md.
"""

import base64
import io
import json
import struct
import zlib
from pathlib import Path

import numpy as np
from make_mllama_goldens import picture
from PIL import Image, ImageCms, ImageFile
from transformers import MllamaImageProcessor
from transformers.image_utils import ChannelDimension
from transformers.models.mllama.image_processing_mllama import convert_to_rgb, split_to_tiles

ROOT = Path(__file__).resolve().parents[2]
TARGET = ROOT / "fixtures/images"
WIDTH, HEIGHT = 37, 23
# Tile side, tiles, mean and deviation: the published model's, and others.
CLIP = ([0.48145466, 0.4578275, 0.40821073], [0.26862954, 0.26130258, 0.27577711])
PROCESSORS = {
    "four-16": (16, 4, CLIP),
    "six-14": (14, 6, ([0.5, 0.5, 0.5], [0.5, 0.5, 0.5])),
    "three-28": (28, 3, CLIP),
    "one-20": (20, 1, ([0.485, 0.456, 0.406], [0.229, 0.224, 0.225])),
}
PUBLISHED = (560, 4, CLIP)
SIDES = [1, 2, 3, 5, 9, 14, 15, 16, 17, 20, 23, 28, 31, 32, 33, 47, 48, 56, 63, 64, 65, 100, 151]
EXTREME = [(1, 4000), (4000, 1), (2, 4000), (4000, 2), (3, 4000), (5, 900), (900, 5), (900, 3), (1, 400), (400, 1)]
LARGE = [(560, 560), (561, 560), (1120, 560), (560, 1120), (1120, 1120), (2240, 560), (640, 480), (480, 640), (333, 1000), (1, 4000),
         (4000, 1), (4000, 2), (5, 900), (900, 5), (1, 1), (1500, 1200), (700, 1800), (1800, 700)]


def gradient(width=WIDTH, height=HEIGHT):
    """Smooth, with an edge: what lossy formats are made for."""
    y, x = np.mgrid[0:height, 0:width].astype(float)
    red = 40 + 180 * x / width
    green = 128 + 100 * np.sin(x / 5 + y / 9)
    blue = 230 - 200 * y / height
    rgb = np.stack([red, green, blue], -1)
    rgb[height // 3: 2 * height // 3, width // 4: width // 2] = (220, 30, 40)
    return rgb.round().astype(np.uint8)


def png(samples, colour_type, extra=b""):
    """A PNG of 16 bits a sample, which Pillow does not write in colour."""
    height, width = samples.shape[:2]
    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
    lines = b"".join(b"\0" + row.astype(">u2").tobytes() for row in samples)
    head = struct.pack(">IIBBBBB", width, height, 16, colour_type, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + extra + chunk(b"IDAT", zlib.compress(lines, 9)) + chunk(b"IEND", b"")


def saved(image, format, **options):
    out = io.BytesIO()
    image.save(out, format, **options)
    return out.getvalue()


def undated(name):
    """A colour profile without the day it was made on."""
    profile = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile(name)).tobytes())
    profile[24:36] = bytes(12)
    return bytes(profile)


def files():
    rgb = Image.fromarray(gradient())
    grey = rgb.convert("L")
    rgba = picture(WIDTH, HEIGHT, 3, True)
    wide = gradient().astype(np.uint16) * 257 - np.arange(3, dtype=np.uint16) * 5 + 7
    alpha = np.asarray(rgba)[:, :, 3:].astype(np.uint16) * 250
    photo = Image.fromarray(gradient(64, 48))
    exif = Image.Exif()
    exif[0x0112] = 6
    palette = rgb.quantize(23, dither=0)
    clear = palette.copy()
    clear.info["transparency"] = bytes((i * 37) % 256 for i in range(23))
    profile = undated("sRGB")
    strange = undated("LAB")  # not one for red, green and blue
    frames = [rgb.quantize(16, dither=0), Image.fromarray(255 - gradient()).quantize(16, dither=0)]
    yield "rgb.png", saved(rgb, "PNG")
    yield "rgba.png", saved(rgba, "PNG")
    yield "grey.png", saved(grey, "PNG")
    yield "grey-alpha.png", saved(Image.merge("LA", (grey, rgba.getchannel("A"))), "PNG")
    yield "black-white.png", saved(grey.convert("1", dither=0), "PNG")
    yield "palette.png", saved(palette, "PNG")
    yield "palette-4.png", saved(rgb.quantize(4, dither=0), "PNG", bits=2)
    yield "palette-alpha.png", saved(clear, "PNG", transparency=clear.info["transparency"])
    yield "rgb-key.png", saved(rgb, "PNG", transparency=(220, 30, 40))
    yield "grey-key.png", saved(grey, "PNG", transparency=int(np.asarray(grey)[HEIGHT // 2, WIDTH // 3]))
    yield "grey-16.png", png(wide[:, :, :1], 0)
    yield "grey-alpha-16.png", png(np.concatenate([wide[:, :, :1], alpha], -1), 4)
    yield "rgb-16.png", png(wide, 2)
    yield "rgba-16.png", png(np.concatenate([wide, alpha], -1), 6)
    yield "profile.png", saved(rgb, "PNG", icc_profile=profile)
    yield "444.jpg", saved(photo, "JPEG", quality=85, subsampling=0)
    yield "422.jpg", saved(photo, "JPEG", quality=85, subsampling=1)
    yield "420.jpg", saved(photo, "JPEG", quality=85, subsampling=2)
    yield "420-odd.jpg", saved(rgb, "JPEG", quality=75, subsampling=2)
    yield "422-odd.jpg", saved(rgb, "JPEG", quality=75, subsampling=1)
    yield "420-low.jpg", saved(photo, "JPEG", quality=20, subsampling=2)
    yield "progressive.jpg", saved(photo, "JPEG", quality=80, subsampling=2, progressive=True)
    yield "progressive-odd.jpg", saved(rgb, "JPEG", quality=80, subsampling=0, progressive=True)
    yield "grey.jpg", saved(grey, "JPEG", quality=85)
    yield "cmyk.jpg", saved(photo.convert("CMYK"), "JPEG", quality=90)
    yield "rgb.jpg", saved(photo, "JPEG", quality=90, keep_rgb=True)
    yield "turned.jpg", saved(rgb, "JPEG", quality=90, subsampling=0, exif=exif)
    yield "profile.jpg", saved(photo, "JPEG", quality=90, subsampling=0, icc_profile=profile)
    yield "strange-profile.jpg", saved(photo, "JPEG", quality=90, subsampling=0, icc_profile=strange)
    yield "palette.gif", saved(palette, "GIF")
    yield "clear.gif", saved(palette, "GIF", transparency=3)
    yield "moving.gif", saved(frames[0], "GIF", save_all=True, append_images=frames[1:], duration=100)
    yield "rgb.bmp", saved(rgb, "BMP")
    yield "palette.bmp", saved(palette, "BMP")
    yield "grey.bmp", saved(grey, "BMP")
    yield "lossless.webp", saved(rgb, "WEBP", lossless=True)
    yield "lossless-alpha.webp", saved(rgba, "WEBP", lossless=True, exact=True)
    yield "lossy.webp", saved(photo, "WEBP", quality=80)
    yield "lossy-odd.webp", saved(rgb, "WEBP", quality=50)
    yield "lossy-alpha.webp", saved(rgba, "WEBP", quality=90)
    yield "rgb.tif", saved(rgb, "TIFF", compression="tiff_lzw")
    for name, whole in [("cut.jpg", saved(photo, "JPEG", quality=85)), ("cut-progressive.jpg", saved(photo, "JPEG", quality=85, progressive=True)),
                        ("cut.png", saved(rgba, "PNG")), ("cut.webp", saved(photo, "WEBP", quality=80)), ("cut.gif", saved(palette, "GIF"))]:
        yield name, whole[: len(whole) * 2 // 3]


def given():
    """Files in samplings that Pillow does not write; made once by the JDK's writer from gradient(64, 48), and kept."""
    for name in ("411.jpg", "440.jpg"):
        yield name, (TARGET / name).read_bytes()


def compressed(array):
    return base64.b64encode(zlib.compress(np.ascontiguousarray(array).tobytes(), 9)).decode()


def decoded():
    for name, content in [*files(), *given()]:
        (TARGET / name).write_bytes(content)
        row = {"file": name}
        try:
            ImageFile.LOAD_TRUNCATED_IMAGES = False
            image = Image.open(io.BytesIO(content))
            row["mode"] = image.mode
            image.load()
        except OSError as e:
            row["truncated"] = str(e)
            ImageFile.LOAD_TRUNCATED_IMAGES = True  # as the reference does
        try:
            image = Image.open(io.BytesIO(content))
            rgb = np.asarray(convert_to_rgb(image))
            row.update(width=rgb.shape[1], height=rgb.shape[0], rgb=compressed(rgb))
        except OSError as e:
            row["fails"] = str(e)
        yield row


def processed(width, height, side, tiles, normal, whole):
    image = picture(width, height, width % 7, False).convert("RGB")
    row = {"width": width, "height": height}
    processor = MllamaImageProcessor(size={"height": side, "width": side}, max_image_tiles=tiles, image_mean=normal[0], image_std=normal[1])
    if height == 1:
        image = image.resize((width, 2))  # as the reference's data set does
    planes = np.asarray(image).transpose(2, 0, 1)
    first = dict(data_format=ChannelDimension.FIRST, input_data_format=ChannelDimension.FIRST)
    try:
        fitted, canvas = processor.resize(planes, processor.size, tiles, **first)
    except ValueError as e:
        row["fails"] = str(e)
        return row
    padded = processor.pad(fitted, processor.size, canvas, **first)
    scaled = processor.rescale(padded, processor.rescale_factor, input_data_format=ChannelDimension.FIRST)
    normal = processor.normalize(scaled, *normal, input_data_format=ChannelDimension.FIRST)
    pixels = split_to_tiles(normal, *canvas).astype(np.float32)
    out = processor([[image]], return_tensors="np")
    used = int(canvas[0] * canvas[1])
    same = out["num_tiles"] == [[used]] and np.array_equal(out["pixel_values"][0, 0, :used], pixels)
    if height == 3:
        # Three rows and three channels: the processor takes the picture for one that lies on its side. Ours does not.
        row["misread"] = not same
    else:
        assert same and not out["pixel_values"][0, 0, used:].any()
        assert out["aspect_ratio_mask"][0, 0].tolist() == [1] * used + [0] * (tiles - used)
        row["id"] = int(out["aspect_ratio_ids"][0, 0])
    fitted = np.ascontiguousarray(fitted.transpose(1, 2, 0))
    row.update(canvas=[int(n) for n in canvas], fitted=[fitted.shape[1], fitted.shape[0]], rgbCrc=zlib.crc32(fitted.tobytes()),
               pixelsCrc=zlib.crc32(pixels.astype("<f4").tobytes()))
    if whole:
        row["rgb"] = compressed(fitted)
    return row


def write(name, rows):
    rows = list(rows)
    (TARGET / name).write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    print(name, len(rows), "rows,", sum("fails" in row for row in rows), "fail")


def main():
    TARGET.mkdir(parents=True, exist_ok=True)
    write("decoded.jsonl", decoded())
    for name, (side, tiles, normal) in PROCESSORS.items():
        shapes = [(w, h) for w in SIDES for h in SIDES] + EXTREME
        # Every ninth row holds its pixels too, so that a difference can be seen and not only noticed.
        write(f"shapes-{name}.jsonl", (processed(w, h, side, tiles, normal, i % 9 == 4) for i, (w, h) in enumerate(shapes)))
    write("shapes-published.jsonl", (processed(w, h, *PUBLISHED, False) for w, h in LARGE))


if __name__ == "__main__":
    main()
