package dev.mme5.core.npy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NpyHeaderTest {

    @ParameterizedTest
    @CsvSource({"<f4, 0, 1", "<f2, 10000000, 1024", "|V2, 999999999999, 9999999"})
    void readsBackWhatWasWritten(String type, long rows, int columns) {
        byte[] head = NpyHeader.of(type, rows, columns);
        assertThat(head).hasSize(128);
        assertThat(NpyHeader.parse(head)).isEqualTo(new NpyHeader(type, rows, columns, 128));
        assertThat(NpyHeader.parse(Arrays.copyOf(head, NpyHeader.MOST_BYTES))).as("numbers behind it").isEqualTo(NpyHeader.parse(head));
    }

    @Test
    void readsTheLongerHeadsOfLaterVersions() {
        String dictionary = "{'descr': '<f4', 'fortran_order': False, 'shape': (2, 3), }" + " ".repeat(300) + "\n";
        for (int version = 2; version <= 3; version++) {
            byte[] start = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', (byte) version, 0, (byte) dictionary.length(), (byte) (dictionary.length() >> 8), 0, 0};
            byte[] head = concatenated(start, dictionary.getBytes(StandardCharsets.US_ASCII));
            assertThat(NpyHeader.parse(head)).isEqualTo(new NpyHeader("<f4", 2, 3, 12 + dictionary.length()));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "{'descr': '<f4', 'fortran_order': True, 'shape': (2, 3), }", "{'descr': '<f4', 'fortran_order': False, 'shape': (2,), }",
        "{'descr': '<f4', 'fortran_order': False, 'shape': (2, 3, 4), }", "no dictionary at all"})
    void refusesWhatIsNoMatrixInRows(String dictionary) {
        byte[] head = NpyHeader.of("<f4", 2, 3);
        byte[] other = (dictionary + " ".repeat(118 - dictionary.length())).getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(other, 0, head, 10, other.length);
        assertThatThrownBy(() -> NpyHeader.parse(head)).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("expected a matrix in NumPy's format, rows one after the other, got something else");
    }

    @Test
    void refusesAHeadThatIsCutShort() {
        byte[] head = NpyHeader.of("<f4", 2, 3);
        for (int length = 0; length < head.length; length++) {
            byte[] cut = Arrays.copyOf(head, length);
            assertThatThrownBy(() -> NpyHeader.parse(cut)).as("%d bytes", length).isInstanceOf(IllegalArgumentException.class);
        }
    }

    private static byte[] concatenated(byte[] left, byte[] right) {
        byte[] both = Arrays.copyOf(left, left.length + right.length);
        System.arraycopy(right, 0, both, left.length, right.length);
        return both;
    }
}
