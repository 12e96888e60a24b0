package dev.mme5.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.Test;

class ThreadsTest {
    @Test
    void setsTheThreadsOfOneOperation() {
        Threads.intraOp(2);
        assertThat(torch.get_num_threads()).isEqualTo(2);
        Threads.intraOp(1);
        assertThat(torch.get_num_threads()).isEqualTo(1);
        assertThatIllegalArgumentException().isThrownBy(() -> Threads.intraOp(0));
    }

    @Test
    void liftsJavaCppsLimitOnResidentMemory() {
        Threads.initialise();
        assertThat(System.getProperty("org.bytedeco.javacpp.maxPhysicalBytes")).isEqualTo("0");
    }
}
