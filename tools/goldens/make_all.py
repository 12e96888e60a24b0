"""Makes every golden in fixtures/, each with its own script, in an order in which each finds what it needs.

    pip install -r tools/goldens/requirements.txt
    python tools/goldens/make_all.py [--reference REFERENCE --deepspeed DEEPSPEED]

The options are those of make_training_goldens.py, which is left out without them.
"""

import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
TRAINING = "make_training_goldens.py"  # reads the reference's code
FIRST = ["make_text_goldens.py"]  # its tokenizer is read by others


def main():
    scripts = FIRST + sorted(path.name for path in HERE.glob("make_*_goldens.py") if path.name not in FIRST)
    options = sys.argv[1:]
    for script in scripts:
        if script == TRAINING and not options:
            print("==", script, "is left out: it needs --reference and --deepspeed", flush=True)
            continue
        print("==", script, flush=True)
        subprocess.run([sys.executable, str(HERE / script), *(options if script == TRAINING else [])], check=True)


if __name__ == "__main__":
    main()
