package dev.mme5.synthesis.teacher;

import dev.mme5.core.Language;
import dev.mme5.core.ModalityPair;
import dev.mme5.core.TaskKind;
import dev.mme5.core.corpus.Concept;
import dev.mme5.core.corpus.ConceptQuestion;
import dev.mme5.core.corpus.Split;
import dev.mme5.synthesis.plan.Clarity;
import dev.mme5.synthesis.plan.Difficulty;
import dev.mme5.synthesis.plan.PictureRole;
import dev.mme5.synthesis.plan.QueryLength;
import dev.mme5.synthesis.plan.QueryType;
import dev.mme5.synthesis.plan.RolePicture;
import dev.mme5.synthesis.plan.RowAttributes;
import dev.mme5.synthesis.plan.RowKind;
import dev.mme5.synthesis.plan.TextForm;
import dev.mme5.synthesis.plan.WritingStyle;
import dev.mme5.testkit.SamplePictures;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Requests of every task and modality pair, in German, over a few concepts that an offline teacher can speak of.
public final class SampleRequests {
    /// Every task with each of its modality pairs (mmE5 figure 2).
    public static final List<String> KINDS = List.of("classification-I2T", "classification-IT2T", "vqa-IT2T", "retrieval-I2T",
            "retrieval-IT2T", "retrieval-T2IT", "retrieval-T2I", "retrieval-I2I", "retrieval-IT2I", "retrieval-IT2IT");

    /// All that the offline teacher may speak of.
    public static final List<Concept> CONCEPTS =
            List.of(concept("dog", "Hund", "Haustier"), concept("cat", "Katze", "Kralle"), concept("wolf", "Wolf", "Rudel"),
                    concept("bear", "Bär", "Winterschlaf"), concept("owl", "Eule", "Nacht", "animal-bird"));

    private static final Language GERMAN = new Language("de");
    private static final WritingStyle STYLE = new WritingStyle(
            QueryType.LONG_TAIL, QueryLength.FROM_5_TO_15_WORDS, Clarity.CLEAR, Difficulty.COLLEGE, 50, "animals in folk tales");

    private SampleRequests() {}

    /// One of each kind for each seed.
    public static List<SinglePassRequest> of(int seeds) {
        List<SinglePassRequest> requests = new ArrayList<>();
        for (long seed = 0; seed < seeds; seed++) {
            for (String kind : KINDS) {
                requests.add(of(kind, seed));
            }
        }
        return requests;
    }

    /// @param kind of [#KINDS]
    public static SinglePassRequest of(String kind, long seed) {
        TaskKind task = TaskKind.valueOf(kind.split("-")[0].toUpperCase(Locale.ROOT));
        ModalityPair pair = ModalityPair.parse(kind.split("-")[1]);
        ConceptQuestion question = task == TaskKind.CLASSIFICATION ? ConceptQuestion.SUBGROUP : ConceptQuestion.NAME;
        RowAttributes attributes = new RowAttributes(question, TextForm.values()[(int) (seed % 3)],
                task == TaskKind.VQA ? Language.ENGLISH : GERMAN, question.answeredByLabel() ? Language.ENGLISH : GERMAN, STYLE);
        List<RolePicture> pictures = new ArrayList<>();
        if (pair.query().hasImage()) {
            pictures.add(picture(PictureRole.QUERY, 0));
        }
        if (pair.document().hasImage()) {
            pictures.add(picture(PictureRole.POSITIVE, 1));
            pictures.add(picture(PictureRole.HARD_NEGATIVE, 2));
        }
        return new SinglePassRequest(new RowKind(task, pair, GERMAN, attributes), pictures, (seed + 1) << 40);
    }

    private static RolePicture picture(PictureRole role, int number) {
        return new RolePicture(role, SamplePictures.picture(number), Optional.of(CONCEPTS.get(number)));
    }

    private static Concept concept(String english, String german, String word) {
        return concept(english, german, word, "animal-mammal");
    }

    private static Concept concept(String english, String german, String word, String subgroup) {
        return new Concept(english, "*", "Animals", subgroup, Split.TRAIN,
                Map.of("en", english, "de", german), Map.of("de", List.of("Tier", word), "en", List.of("fur")));
    }
}
