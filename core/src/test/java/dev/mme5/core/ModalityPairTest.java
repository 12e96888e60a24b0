package dev.mme5.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ModalityPairTest {

    @Test
    void readsBackEveryCode() {
        for (Modality query : Modality.values()) {
            for (Modality document : Modality.values()) {
                ModalityPair pair = new ModalityPair(query, document);
                assertThat(ModalityPair.parse(pair.code())).as(pair.code()).isEqualTo(pair);
            }
        }
    }

    @Test
    void isWrittenAsInThePaper() {
        assertThat(new ModalityPair(Modality.IMAGE_TEXT, Modality.TEXT)).hasToString("IT2T");
    }

    @Test
    void namesTheKnownCodesWhenItRefusesOne() {
        assertThatThrownBy(() -> ModalityPair.parse("V2T"))
                .hasMessage("modality pair: expected one of [T2T, T2I, T2IT, I2T, I2I, I2IT, IT2T, IT2I, IT2IT], got \"V2T\"");
    }

    @Test
    void followsFromTheContents() {
        ImageRef dog = new ImageRef.FileImage(Path.of("dog.png"));
        assertThat(ModalityPair.of(Content.text("a dog"), Content.imageText(dog, "a dog")).code()).isEqualTo("T2IT");
    }
}
