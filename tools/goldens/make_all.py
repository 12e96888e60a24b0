"""Makes every golden in fixtures/, each with its own script, in an order in which each finds what it needs.

    pip install -r tools/goldens/requirements.txt
    python tools/goldens/make_all.py
"""

import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
FIRST = ["make_text_goldens.py"]  # its tokenizer is read by others


def main():
    scripts = FIRST + sorted(path.name for path in HERE.glob("make_*_goldens.py") if path.name not in FIRST)
    for script in scripts:
        print("==", script, flush=True)
        subprocess.run([sys.executable, str(HERE / script)], check=True)


if __name__ == "__main__":
    main()
