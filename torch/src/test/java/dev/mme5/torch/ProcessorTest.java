package dev.mme5.torch;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ProcessorTest {
    @Test
    void knowsMatricesInBf16ByTheirFlag() {
        assertThat(Processor.multipliesBf16("processor\t: 0\nflags\t\t: fpu avx512_bf16 amx_bf16 amx_tile\n")).isTrue();
        assertThat(Processor.multipliesBf16("processor\t: 0\nflags\t\t: fpu avx512_bf16\n")).isFalse();
        assertThat(Processor.multipliesBf16("")).isFalse();
    }
}
