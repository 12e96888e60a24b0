package dev.mme5.benchmarks;

import dev.mme5.core.random.SeededRandom;
import dev.mme5.synthesis.teacher.AnswerException;
import dev.mme5.synthesis.teacher.SinglePassAnswer;
import dev.mme5.synthesis.teacher.SinglePassRequest;
import dev.mme5.synthesis.teacher.Teacher;
import dev.mme5.synthesis.teacher.TeacherInfo;
import dev.mme5.synthesis.teacher.TeacherReply;
import dev.mme5.synthesis.teacher.Usage;

/// Takes tokens as a service does, refuses now and then, and now and then needs a second call for the form. All of it follows from the
/// request's seed. Thread-safe.
final class PricedTeacher implements Teacher {
    private static final int PROMPT_TOKENS = 1600;
    private static final int PICTURE_TOKENS = 85;
    private static final int CHARACTERS_OF_A_TOKEN = 4;
    private static final double REFUSES = 0.03;
    private static final double BABBLES = 0.04;
    private static final double REPAIRS = 0.04;

    private final PolyglotTeacher polyglot;
    private final boolean englishOnly;

    /// @param englishOnly whether it asks its questions in English, whatever the plan says
    PricedTeacher(PolyglotTeacher polyglot, boolean englishOnly) {
        this.polyglot = polyglot;
        this.englishOnly = englishOnly;
    }

    @Override
    public TeacherInfo info() {
        return new TeacherInfo("priced", "1");
    }

    @Override
    public String fingerprint(SinglePassRequest request) {
        return request.fingerprint(info(), "");
    }

    @Override
    public TeacherReply answer(SinglePassRequest request) {
        SeededRandom random = SeededRandom.of(request.seed(), "mood");
        double mood = random.nextDouble();
        int prompt = PROMPT_TOKENS + PICTURE_TOKENS * request.pictures().size();
        if (mood < REFUSES) {
            throw AnswerException.refused("I cannot help with that.").counted("I cannot help with that.", new Usage(prompt, 12, 1));
        }
        SinglePassAnswer answer = englishOnly ? polyglot.inEnglish(request) : polyglot.answer(request);
        String raw = answer.toJson();
        int completion = (int) (raw.length() / CHARACTERS_OF_A_TOKEN * random.nextDouble(0.7, 1.3));
        Usage once = new Usage(prompt, completion, 1);
        Usage twice = once.plus(new Usage(prompt + completion, completion, 1));
        if (mood < REFUSES + BABBLES) {
            throw AnswerException.malformed("answer: expected a JSON object, got babble twice").counted("babble", twice);
        }
        return new TeacherReply(answer, raw, mood < REFUSES + BABBLES + REPAIRS ? twice : once);
    }
}
