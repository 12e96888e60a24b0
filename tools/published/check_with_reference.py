"""Reads a published folder as the reference does, and compares every row with what this project says it wrote.

    pip install -r tools/published/requirements.txt
    ./mme5 synthesize --recipe offline --set rows=2000 --out runs/published
    ./mme5 data convert runs/published/dataset --to native --out runs/published/back.jsonl
    python tools/published/check_with_reference.py runs/published/dataset runs/published/back.jsonl [SRC_DATASET_PY]

SRC_DATASET_PY is src/dataset.py of haon-chen/mmE5: with it, the reference's own TrainDataset loads the folder and reads every row.
"""

import ast
import json
import os
import sys
import types

from datasets import load_dataset
from PIL import Image

MARK = "<|image_1|>\n"
SUBSETS = ["Classification", "Retrieval", "VQA"]


def prompt(side, instruction=None):
    """What training shows of a side of a native row: dev.mme5.core.Prompts."""
    if "prompt" in side:
        text = side["prompt"]
    elif instruction is None and "image" not in side:
        text = side["text"]
    else:
        words = [w for w in (instruction if instruction is not None else "Represent the given image.", side.get("text", "")) if w]
        text = " ".join(words) + "\n"
    return (MARK if "image" in side else "") + text


def main():
    folder, native = sys.argv[1], sys.argv[2]
    rows = {}
    with open(native, encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            rows[row["id"]] = row
    seen = texts = pictures = 0
    for subset in SUBSETS:
        data = load_dataset(folder, subset, split="train", cache_dir=os.environ.get("CACHE"))
        for row in data:
            own = rows[json.loads(row["provenance"])["id"]]
            negatives, negative_images = eval(row["neg_text"]), eval(row["neg_image_path"])  # as the reference does
            assert negatives == ast.literal_eval(row["neg_text"]) and len(negatives) == len(negative_images)
            assert row["qry"] == prompt(own["query"], own["instruction"]), row
            assert row["pos_text"] == prompt(own["positive"]), row
            assert negatives == [prompt(side) for side in own["hardNegatives"]], row
            assert row["modality"] == own["modality"] and row["language"] == own["language"]
            for path, text in [(row["qry_image_path"], row["qry"]), (row["pos_image_path"], row["pos_text"]), *zip(negative_images, negatives)]:
                assert (path != "") == text.startswith(MARK), row
                if path:
                    with Image.open(os.path.join(folder, path)) as picture:
                        picture.load()
                    pictures += 1
                texts += 1
            seen += 1
    assert seen == len(rows), (seen, len(rows))
    print(f"{seen} rows, {texts} texts, {pictures} pictures: as written")
    if len(sys.argv) > 3:
        with_the_references_loader(folder, sys.argv[3], seen)


def with_the_references_loader(folder, source, expected):
    reference = types.ModuleType("reference_dataset")
    with open(source, encoding="utf-8") as code:  # torch lends nothing but the name of a base class
        exec(code.read().replace("from torch.utils.data import Dataset", "Dataset = object"), reference.__dict__)
    data_args = types.SimpleNamespace(
        negative_ratio=1, synthetic_dataset_name=folder, synthetic_dataset_path=None, synthetic_subset_name=SUBSETS,
        dataset_name=None, dataset_path=None, dataset_split="train", image_dir=folder)
    model_args = types.SimpleNamespace(model_name="Llama", model_backbone="mllama")
    data = reference.TrainDataset(data_args, model_args)
    assert len(data) == expected - len(SUBSETS), "the reference loses the last row of each subset (train[:-1])"
    negatives = 0
    for i in range(len(data)):
        query, query_image, positive, positive_image, negative_texts, negative_images = data[i]
        assert (query_image is not None) == query.startswith(MARK)
        assert (positive_image is not None) == positive.startswith(MARK)
        assert len(negative_texts) == len(negative_images)
        negatives += len(negative_texts)
    print(f"the reference's TrainDataset: {len(data)} rows, {negatives} hard negatives, every picture opened")


main()
