package dev.mme5.synthesis.teacher.offline;

import dev.mme5.core.Language;
import dev.mme5.core.Thinking;
import dev.mme5.core.corpus.Concept;
import dev.mme5.core.corpus.ConceptInstruction;
import dev.mme5.core.corpus.ConceptQuestion;
import dev.mme5.core.run.Hashes;
import dev.mme5.synthesis.teacher.AnswerException;
import dev.mme5.synthesis.teacher.SinglePassAnswer;
import dev.mme5.synthesis.teacher.SinglePassProtocol;
import dev.mme5.synthesis.teacher.SinglePassRequest;
import dev.mme5.synthesis.teacher.Teacher;
import dev.mme5.synthesis.teacher.TeacherInfo;
import dev.mme5.synthesis.teacher.TeacherReply;
import dev.mme5.synthesis.teacher.Usage;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// Answers from the pictures' metadata alone. The same request gives the same answer, on every machine and in any order. What it
/// writes goes out as JSON and comes back through [SinglePassProtocol], as a remote teacher's answer does. Thread-safe.
public final class OfflineTeacher implements Teacher {
    private static final String NAME = "offline-1";
    private static final int MAX_REVISIONS = 8;
    private static final int VERSION_CHARACTERS = 12;

    private final TextWriter writer;
    private final Critic critic;
    private final TeacherInfo info;

    /// @param concepts all that the teacher may speak of, as subjects and as wrong answers
    public OfflineTeacher(Collection<Concept> concepts) {
        Knowledge knowledge = new Knowledge(concepts);
        writer = new TextWriter(knowledge);
        critic = new Critic(knowledge);
        info = new TeacherInfo(NAME, vocabularyHash());
    }

    @Override
    public TeacherInfo info() {
        return info;
    }

    @Override
    public String fingerprint(SinglePassRequest request) {
        return request.fingerprint(info, "");
    }

    @Override
    public TeacherReply answer(SinglePassRequest request) {
        try {
            String raw = write(request);
            return new TeacherReply(SinglePassProtocol.parse(raw, request.roles(), NAME), raw, Usage.ONE_CALL);
        } catch (AnswerException e) {
            throw e.counted("", Usage.ONE_CALL);
        }
    }

    /// The answer as the protocol's text.
    ///
    /// @throws AnswerException if it knows too little of the pictures, or no revision satisfies it
    public String write(SinglePassRequest request) {
        Subject subject = Subject.of(request);
        Redraws redraws = Redraws.none(request.seed());
        Thinking.Draft draft = writer.write(subject, redraws);
        List<Finding> findings = critic.judge(subject, draft);

        Thinking.Draft revised = draft;
        List<Finding> open = findings;
        List<Finding> all = new ArrayList<>(findings);
        for (int revision = 0; revision < MAX_REVISIONS && !open.isEmpty(); revision++) {
            redraws = redraws.again(slots(open));
            revised = writer.write(subject, redraws);
            open = critic.judge(subject, revised);
            all.addAll(open);
        }
        if (!open.isEmpty()) {
            throw AnswerException.refused(NAME + ": expected to satisfy itself in " + MAX_REVISIONS + " revisions, got stuck: "
                    + open.getFirst().problem());
        }
        return new SinglePassAnswer(
                        PictureInterpreter.interpret(subject),
                        draft,
                        SelfEvaluator.evaluate(subject, draft, findings),
                        SelfEvaluator.improvements(all),
                        revised)
                .toJson();
    }

    private static Set<Slot> slots(List<Finding> findings) {
        return findings.stream().map(Finding::slot).collect(Collectors.toSet());
    }

    /// A hash of every wording it may use.
    private static String vocabularyHash() {
        StringBuilder all = new StringBuilder();
        for (ConceptInstruction instruction : ConceptInstruction.values()) {
            for (int wording = 0; wording < instruction.wordings(); wording++) {
                all.append(instruction.text(wording, Language.ENGLISH)).append('\n');
            }
        }
        for (ConceptQuestion question : ConceptQuestion.values()) {
            for (int wording = 0; wording < question.wordings(); wording++) {
                all.append(question.text(wording, Language.ENGLISH)).append('\n');
            }
            all.append(question.wish(Language.ENGLISH)).append('\n');
        }
        return Hashes.sha256(all.toString().getBytes(StandardCharsets.UTF_8)).substring(0, VERSION_CHARACTERS);
    }
}
