"""Checks list literals that this project wrote against Python itself.

    ./mme5 data convert ROWS --to mmE5-synthetic --out SET
    python tools/published/check_literals.py SET

Each literal must be what repr() of its value is, up to characters on whose printability the two Unicode versions differ.
"""

import ast
import glob
import sys

import pyarrow.parquet as parquet

count = same = 0
for path in sorted(glob.glob(sys.argv[1] + "/*/*.parquet")):
    table = parquet.read_table(path, columns=["neg_text", "neg_image_path"])
    for column in table.columns:
        for literal in column.to_pylist():
            value = ast.literal_eval(literal)
            assert isinstance(value, list) and all(isinstance(text, str) for text in value), literal
            count += 1
            same += repr(value) == literal
print(f"{count} literals read by ast.literal_eval, {same} of them exactly repr()")
