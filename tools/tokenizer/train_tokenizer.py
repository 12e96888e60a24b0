"""Trains the small byte-level BPE tokenizer of the sample models, built like that of Llama 3.

Sources: samples/emoji/concepts.jsonl.gz (names and keywords, Unicode CLDR, Unicode-3.0), only concepts of
the train and dev splits, and English instructions made from the templates below.

Every language gives the same number of texts. The vocabulary has 6,144 entries: 256 bytes, the merges,
and last the four special tokens. Writes tokenizer.json, tokenizer_config.json and special_tokens_map.json.
The same input gives the same bytes.

One command, from the root of the repository (Python 3.11 or later):
  pip install -r tools/tokenizer/requirements.txt && python tools/tokenizer/train_tokenizer.py --out build/nano-tokenizer
"""
import argparse
import gzip
import json
import random
from pathlib import Path

from tokenizers import AddedToken, Regex, Tokenizer, decoders, models, pre_tokenizers, processors, trainers

VOCABULARY = 6144
TEXTS_PER_LANGUAGE = 1700
INSTRUCTION_LINES = 5000
SEED = 1
BOS, EOS, IMAGE, PAD = SPECIAL = ["<|begin_of_text|>", "<|end_of_text|>", "<|image|>", "<|finetune_right_pad_id|>"]

SPLIT = (r"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}{1,3}"
         r"| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+")

TEMPLATES = """\
Represent the given image.
Represent the given image with the following question: {question}
Represent the given image for classification: {group}.
Represent the given image with the following caption: {name}.
Represent the given text.
Find me an everyday image that matches the given caption: {name}.
Find me an image that matches the given name: {name}.
Find an image of {name} in the group {group}.
Find an image caption describing the given everyday image.
Find a {color} picture of {name}.
Find a picture that looks like the given image.
Find a picture of the same thing in another style.
Find the name of the given picture in {language}.
Find a name in {language} that means the same as: {name}.
Retrieve an image that provides an answer to this question: {question}
Retrieve the {language} name that matches the given image.
Retrieve a picture of the group {group}, {subgroup}.
Select the portion of the image that answers the question: {question}
Identify the group shown in the image: {group}.
Identify the category of the given picture: {subgroup}.
Classify the given picture into one of these groups: {group}, {group2}.
Given a word in {language}, find the picture that shows it.
Given the picture, answer the question: {question}
A picture of {name}, {keyword}.
The picture shows {name} on a {color} background.
The main color of the picture is {color}.
Yes, this is {name}. No, this is not {name2}.
{question} {name}.
Question: {question} Answer: {name}.
Instruct: Represent the given image with the following question: {question}
Query: {keyword}
{group}: {subgroup}, {name}
""".splitlines()

QUESTIONS = """\
Which group does this picture belong to?
Which subgroup does this picture belong to?
What is this called in {language}?
What is the {language} word for this?
What is shown in the picture?
What is in the image?
What color is this?
What is the main colour of the picture?
Is this {name}?
Does the picture show {name} or {name2}?
Which of these is {color}?
How many people are in the picture?
Which country does this flag belong to?
What does this symbol mean?
Who is in the picture and what are they doing?
Where can you find this?
Is this an animal, a plant, a food, a tool, a place, a person, a sign or a flag?
Which keywords describe this picture?
""".splitlines()

COLORS = ("red orange yellow green blue light-blue dark-blue purple violet pink brown black white grey gray "
          "gold silver beige turquoise").split()

LANGUAGES = """\
Afrikaans, Amharic, Arabic, Armenian, Assamese, Azerbaijani, Bangla, Bashkir, Basque, Belarusian, Bengali, Bosnian,
Bulgarian, Burmese, Cantonese, Catalan, Cherokee, Chinese, Chuvash, Croatian, Czech, Dutch, English, Estonian,
Faroese, Filipino, Finnish, French, Galician, Georgian, German, Greek, Gujarati, Hausa, Hebrew, Hindi, Hungarian,
Icelandic, Indonesian, Irish, Italian, Japanese, Javanese, Kannada, Kazakh, Khmer, Konkani, Korean, Kyrgyz, Lao,
Latvian, Lithuanian, Lower Sorbian, Macedonian, Malay, Malayalam, Marathi, Mongolian, Nepali, Nigerian Pidgin,
Norwegian, Odia, Pashto, Persian, Polish, Portuguese, Punjabi, Romanian, Romansh, Russian, Scottish Gaelic, Serbian,
Shan, Simplified Chinese, Sindhi, Sinhala, Slovak, Slovenian, Somali, Spanish, Swahili, Swedish, Tamil, Telugu,
Thai, Tigrinya, Tongan, Traditional Chinese, Turkish, Turkmen, Ukrainian, Upper Sorbian, Urdu, Uzbek, Vietnamese,
Welsh, Yoruba, Zulu""".replace("\n", " ").split(", ")


def language_texts(concepts: list[dict]) -> list[str]:
    texts = []
    for language in sorted({language for concept in concepts for language in concept["names"]}):
        unique = {concept["names"][language] for concept in concepts if language in concept["names"]}
        unique.update(word for concept in concepts for word in concept["keywords"].get(language, []))
        texts += random.Random(f"{SEED} {language}").sample(sorted(unique), min(TEXTS_PER_LANGUAGE, len(unique)))
    return texts


def instructions(concepts: list[dict]) -> list[str]:
    rng = random.Random(SEED)
    lines = []
    for _ in range(INSTRUCTION_LINES):
        a, b = rng.sample(concepts, 2)
        values = {"name": a["names"]["en"], "name2": b["names"]["en"], "group": a["group"], "group2": b["group"],
                  "subgroup": a["subgroup"], "keyword": rng.choice(a["keywords"].get("en") or [a["names"]["en"]]),
                  "color": rng.choice(COLORS), "language": rng.choice(LANGUAGES)}
        values["question"] = rng.choice(QUESTIONS).format(**values)
        lines.append(rng.choice(TEMPLATES).format(**values))
    return lines


def train(texts: list[str]) -> Tokenizer:
    tokenizer = Tokenizer(models.BPE(ignore_merges=True))
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence([
        pre_tokenizers.Split(Regex(SPLIT), "isolated"),
        pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=False)])
    tokenizer.decoder = decoders.ByteLevel()
    tokenizer.train_from_iterator(texts, trainers.BpeTrainer(
        vocab_size=VOCABULARY - len(SPECIAL), initial_alphabet=sorted(pre_tokenizers.ByteLevel.alphabet()),
        show_progress=False))
    tokenizer.add_special_tokens([AddedToken(token, normalized=False, special=True) for token in SPECIAL])
    tokenizer.post_processor = processors.Sequence([
        processors.ByteLevel(trim_offsets=True),
        processors.TemplateProcessing(single=f"{BOS} $A", pair=f"{BOS} $A {BOS}:1 $B:1",
                                      special_tokens=[(BOS, tokenizer.token_to_id(BOS))])])
    assert tokenizer.get_vocab_size() == VOCABULARY
    return tokenizer


def write(tokenizer: Tokenizer, out: Path) -> None:
    def write_json(name: str, content: dict) -> None:
        (out / name).write_text(json.dumps(content, indent=2, ensure_ascii=False) + "\n", "utf-8")

    out.mkdir(parents=True, exist_ok=True)
    tokenizer.save(str(out / "tokenizer.json"))
    flags = {"lstrip": False, "normalized": False, "rstrip": False, "single_word": False}
    roles = {"bos_token": BOS, "eos_token": EOS, "pad_token": PAD}
    write_json("tokenizer_config.json", {
        "added_tokens_decoder": {str(tokenizer.token_to_id(token)): {"content": token, **flags, "special": True}
                                 for token in SPECIAL},
        **roles, "clean_up_tokenization_spaces": False, "model_input_names": ["input_ids", "attention_mask"],
        "model_max_length": 512, "padding_side": "right", "tokenizer_class": "PreTrainedTokenizerFast"})
    write_json("special_tokens_map.json", {role: {"content": token, **flags} for role, token in roles.items()})


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--concepts", type=Path, default=Path("samples/emoji/concepts.jsonl.gz"))
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args()
    with gzip.open(args.concepts, "rt", encoding="utf-8") as lines:
        concepts = [json.loads(line) for line in lines]
    seen = [concept for concept in concepts if concept["split"] in ("train", "dev")]
    tokenizer = train(language_texts(seen) + instructions(seen))
    write(tokenizer, args.out)

    print("mean number of tokens per name, all splits / test:")
    for language in sorted({language for concept in concepts for language in concept["names"]}):
        counts = [(len(tokenizer.encode(concept["names"][language], add_special_tokens=False)), concept["split"])
                  for concept in concepts if language in concept["names"]]
        test = [count for count, split in counts if split == "test"]
        print(f"{language}: {sum(count for count, _ in counts) / len(counts):.1f} / {sum(test) / len(test):.1f}")


if __name__ == "__main__":
    main()
