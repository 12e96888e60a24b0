"""Fetches and unpacks pinned npm packages (needs `npm` on the path)."""
import subprocess
import tarfile
from pathlib import Path


def fetch(spec: str, cache: Path) -> Path:
    """Returns the unpacked folder of an npm package such as 'name@1.2.3', fetched once into cache."""
    stem = spec.lstrip("@").replace("/", "-").replace("@", "-")
    folder = cache / stem
    if not folder.exists():
        cache.mkdir(parents=True, exist_ok=True)
        archive = cache / (stem + ".tgz")
        if not archive.exists():
            subprocess.run(["npm", "pack", "--silent", spec], cwd=cache, check=True, stdout=subprocess.DEVNULL)
        with tarfile.open(archive) as tar:
            tar.extractall(folder, filter="data")
    return next(path for path in folder.iterdir() if path.is_dir())
