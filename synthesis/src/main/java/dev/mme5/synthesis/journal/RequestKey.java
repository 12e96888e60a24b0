package dev.mme5.synthesis.journal;

import dev.mme5.core.Language;
import dev.mme5.core.ModalityPair;
import dev.mme5.core.TaskKind;
import dev.mme5.core.json.Json;
import dev.mme5.core.run.Hashes;
import dev.mme5.synthesis.plan.RolePicture;
import dev.mme5.synthesis.teacher.PictureHashes;
import dev.mme5.synthesis.teacher.SinglePassRequest;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// What a request is whoever is asked: its row's seed and kind, and the names of its pictures. A replay finds a recorded answer by it,
/// also on another machine, where the pictures lie elsewhere, and after the prompts have changed.
public record RequestKey(long seed, TaskKind task, ModalityPair modality, Language language, List<String> pictures) {
    private static final int HEX_DIGITS = 32;

    /// In hexadecimal.
    public static String of(SinglePassRequest request) {
        RequestKey key = new RequestKey(request.seed(), request.kind().task(), request.kind().modality(), request.kind().language(),
                request.pictures().stream().map(RequestKey::name).toList());
        return Hashes.sha256(Json.write(key).getBytes(StandardCharsets.UTF_8)).substring(0, HEX_DIGITS);
    }

    private static String name(RolePicture picture) {
        return picture.role().code() + "=" + PictureHashes.name(picture.image());
    }
}
