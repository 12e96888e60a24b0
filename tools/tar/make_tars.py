"""Makes fixtures/tar: the same five files as Python's tarfile writes them in each of its formats.

    python3 tools/tar/make_tars.py fixtures/tar

Needs nothing but Python's own library. The same version gives the same bytes.
"""
import io
import pathlib
import sys
import tarfile

FILES = {
    "first.txt": b"one",
    "empty.bin": b"",
    "folder/exactly-512.bin": bytes(range(256)) * 2,
    "folder/" + "long-" * 30 + "name.txt": b"far along",
    "Übergröße/写真.txt": "naïve ☃".encode(),
}
FORMATS = {"ustar": tarfile.USTAR_FORMAT, "gnu": tarfile.GNU_FORMAT, "pax": tarfile.PAX_FORMAT}


def main(folder: pathlib.Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for name, tar_format in FORMATS.items():
        with tarfile.open(folder / f"{name}.tar", "w", format=tar_format) as tar:
            directory = tarfile.TarInfo("folder")
            directory.type = tarfile.DIRTYPE
            tar.addfile(directory)
            link = tarfile.TarInfo("link.txt")
            link.type = tarfile.SYMTYPE
            link.linkname = "first.txt"
            tar.addfile(link)
            for path, content in FILES.items():
                if name == "ustar" and len(path) > 100:
                    path = "/".join(["folder"] + ["long-" * 10] * 3 + ["name.txt"])  # ustar splits at a slash
                info = tarfile.TarInfo(path)
                info.size = len(content)
                tar.addfile(info, io.BytesIO(content))


if __name__ == "__main__":
    main(pathlib.Path(sys.argv[1]))
