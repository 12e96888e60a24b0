package dev.mme5.synthesis;

import dev.mme5.synthesis.teacher.BatchTeacher;
import dev.mme5.synthesis.teacher.SinglePassRequest;
import dev.mme5.synthesis.teacher.Teacher;
import dev.mme5.synthesis.teacher.TeacherInfo;

/// Either kind of teacher.
sealed interface Answerer extends AutoCloseable {

    TeacherInfo info();

    String fingerprint(SinglePassRequest request);

    @Override
    void close();

    /// One that answers while one waits.
    record Live(Teacher teacher) implements Answerer {
        @Override
        public TeacherInfo info() {
            return teacher.info();
        }

        @Override
        public String fingerprint(SinglePassRequest request) {
            return teacher.fingerprint(request);
        }

        @Override
        public void close() {
            teacher.close();
        }
    }

    /// One that takes jobs.
    record Batches(BatchTeacher teacher) implements Answerer {
        @Override
        public TeacherInfo info() {
            return teacher.info();
        }

        @Override
        public String fingerprint(SinglePassRequest request) {
            return teacher.fingerprint(request);
        }

        @Override
        public void close() {
            teacher.close();
        }
    }
}
