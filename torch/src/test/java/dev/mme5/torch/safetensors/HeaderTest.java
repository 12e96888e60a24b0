package dev.mme5.torch.safetensors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mme5.torch.DType;
import dev.mme5.torch.Ops;
import dev.mme5.torch.Rng;
import dev.mme5.torch.Tensor;
import dev.mme5.torch.TensorScope;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HeaderTest {
    private static final String ENTRY = "{\"dtype\":\"U8\",\"shape\":[2],\"data_offsets\":[0,2]}";

    @TempDir
    private Path folder;

    @Test
    void acceptsKeysInAnyOrderAndWhiteSpace() throws IOException {
        try (SafetensorsFile file = open(" { \"a\" : {\"data_offsets\":[ 0 , 2 ],\n\"shape\":[2],\t\"dtype\":\"U8\"} }  ".strip() + "  ", 2)) {
            assertThat(file.info("a").toString()).isEqualTo("a U8[2]");
        }
        try (SafetensorsFile file = open("{}", 0)) {
            assertThat(file.names()).isEmpty();
        }
        try (SafetensorsFile file = open("{\"\\u00e9\\n\\\"\\/\":" + ENTRY + "}", 2)) {
            assertThat(file.names()).containsExactly("é\n\"/");
        }
    }

    @Test
    void refusesWhatIsNotAHeader() throws IOException {
        Path file = folder.resolve("bad.safetensors");
        for (byte[] bytes : new byte[][] {{}, {1, 2, 3}, new byte[8], new byte[100], {9, 0, 0, 0, 0, 0, 0, 0, '{', '}'},
            {-1, -1, -1, -1, -1, -1, -1, -1, '{', '}'}, {2, 0, 0, 0, 0, 0, 0, 0, ' ', '{'}}) {
            Files.write(file, bytes);
            assertThatThrownBy(() -> SafetensorsFile.open(file)).as(Arrays.toString(bytes)).isInstanceOf(WeightFormatException.class)
                    .hasMessageStartingWith(file + ": header: expected").hasMessageContaining("fetch or write it again");
        }
    }

    @Test
    void refusesJsonThatIsNotStrict() {
        for (String json : new String[] {"{", "{]", "{\"a\":1}", "{\"a\":" + ENTRY + ",}", "{\"a\":" + ENTRY + "} x", "{'a':" + ENTRY + "}",
            "{\"a\":" + ENTRY + ",\"a\":" + ENTRY + "}", "{\"a\\x\":" + ENTRY + "}", "{\"a\\u12\":" + ENTRY + "}", "{\"a\nb\":" + ENTRY + "}",
            "{\"__metadata__\":{\"k\":1}," + "\"a\":" + ENTRY + "}", "{\"__metadata__\":{\"k\":\"1\",\"k\":\"2\"}," + "\"a\":" + ENTRY + "}"}) {
            assertRefused(json, 2, "header: expected");
        }
    }

    @Test
    void refusesEntriesThatContradictThemselves() {
        assertRefused("{\"a\":{\"dtype\":\"U8\",\"shape\":[2]}}", 2, "a: expected dtype, shape and data_offsets");
        assertRefused("{\"a\":{\"dtype\":\"U8\",\"shape\":[2],\"data_offsets\":[0,2],\"x\":1}}", 2, "a: expected dtype");
        assertRefused("{\"a\":{\"dtype\":\"F4\",\"shape\":[2],\"data_offsets\":[0,2]}}", 2, "a: expected a type among");
        assertRefused("{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,2]}}", 2, "a: expected the bytes of F32[2], got 2");
        assertRefused("{\"a\":{\"dtype\":\"U8\",\"shape\":[-2],\"data_offsets\":[0,2]}}", 2, "header: expected a whole number");
        assertRefused("{\"a\":{\"dtype\":\"U8\",\"shape\":[2.0],\"data_offsets\":[0,2]}}", 2, "header: expected");
        assertRefused("{\"a\":{\"dtype\":\"U8\",\"shape\":[02],\"data_offsets\":[0,2]}}", 2, "header: expected a whole number");
        assertRefused("{\"a\":{\"dtype\":\"U8\",\"shape\":[99999999999999999999],\"data_offsets\":[0,2]}}", 2, "header: expected a whole");
        assertRefused("{\"a\":{\"dtype\":\"U8\",\"shape\":[4294967296,4294967296],\"data_offsets\":[0,0]}}", 0, "a: expected the bytes");
        assertRefused("{\"a\":{\"dtype\":\"U8\",\"shape\":[3],\"data_offsets\":[0,3]}}", 2, "a: expected two rising offsets up to 2");
        assertRefused("{\"a\":{\"dtype\":\"U8\",\"shape\":[2],\"data_offsets\":[2,0]}}", 2, "a: expected two rising offsets");
        assertRefused("{\"a\":{\"dtype\":\"U8\",\"shape\":[2],\"data_offsets\":[0,1,2]}}", 2, "a: expected two rising offsets");
    }

    @Test
    void refusesOverlapsAndHoles() {
        assertRefused("{\"a\":" + ENTRY + ",\"b\":{\"dtype\":\"U8\",\"shape\":[2],\"data_offsets\":[1,3]}}", 3, "b: expected its bytes at offset 2, got 1");
        assertRefused("{\"a\":" + ENTRY + ",\"b\":" + ENTRY + "}", 2, "b: expected its bytes at offset 2");
        assertRefused("{\"a\":" + ENTRY + ",\"b\":{\"dtype\":\"U8\",\"shape\":[1],\"data_offsets\":[3,4]}}", 4, "b: expected its bytes at offset 2");
        assertRefused("{\"a\":" + ENTRY + "}", 5, "data: expected 2 bytes, got 5");
    }

    @Test
    void refusesTruncatedFilesAtEveryLength() throws IOException {
        byte[] valid = WeightFiles.bytes("{\"a\":" + ENTRY + "}", 2);
        Path file = folder.resolve("short.safetensors");
        for (int length = 0; length < valid.length; length++) {
            Files.write(file, Arrays.copyOf(valid, length));
            assertThatThrownBy(() -> SafetensorsFile.open(file)).as("%d bytes", length).isInstanceOf(WeightFormatException.class);
        }
    }

    @Test
    void readsOrRefusesRandomlyDamagedFiles() throws IOException {
        Path file = folder.resolve("fuzz.safetensors");
        SplittableRandom random = new SplittableRandom(17);
        int refused = 0;
        try (TensorScope _ = TensorScope.open("test")) {
            Map<String, Tensor> tensors = new LinkedHashMap<>();
            tensors.put("a.weight", Ops.randn(new Rng(1), 2, 3));
            tensors.put("b", Ops.ones(DType.BF16, 4));
            tensors.put("flags", Ops.zeros(DType.BOOL, 3));
            SafetensorsWriter.write(file, tensors, Map.of("format", "pt"));
            byte[] valid = Files.readAllBytes(file);
            int headerBytes = valid.length - 24 - 8 - 3;
            for (int round = 0; round < 4_000; round++) {
                byte[] damaged = damage(valid, headerBytes, random);
                Files.write(file, damaged);
                refused += reads(file) ? 0 : 1;
            }
        }
        assertThat(refused).as("refused files").isBetween(2_000, 3_999);
    }

    private static byte[] damage(byte[] valid, int headerBytes, SplittableRandom random) {
        byte[] damaged = random.nextInt(8) == 0 ? Arrays.copyOf(valid, random.nextInt(valid.length + 20)) : valid.clone();
        String tokens = "0123456789[]{}\",:\\ -eFU8";
        for (int change = random.nextInt(3); change >= 0 && damaged.length > 0; change--) {
            int at = random.nextInt(Math.min(headerBytes, damaged.length));
            damaged[at] = random.nextBoolean() ? (byte) tokens.charAt(random.nextInt(tokens.length())) : (byte) random.nextInt(256);
        }
        return damaged;
    }

    /// Touches every byte of every tensor: a wrong bound would end the JVM.
    private static boolean reads(Path path) {
        try (TensorScope _ = TensorScope.open("read"); SafetensorsFile file = SafetensorsFile.open(path)) {
            for (String name : file.names()) {
                assertThat(file.tensor(name).toFloatArray()).hasSize((int) file.tensor(name).elementCount());
            }
            return true;
        } catch (WeightFormatException e) {
            assertThat(e.getMessage()).startsWith(path.toString()).contains("expected", "got", ";");
            return false;
        }
    }

    private SafetensorsFile open(String header, int dataBytes) throws IOException {
        Path file = folder.resolve("good.safetensors");
        Files.write(file, WeightFiles.bytes(header, dataBytes));
        return SafetensorsFile.open(file);
    }

    private void assertRefused(String header, int dataBytes, String message) {
        assertThatThrownBy(() -> open(header, dataBytes)).as(header).isInstanceOf(WeightFormatException.class).hasMessageContaining(message);
    }
}
