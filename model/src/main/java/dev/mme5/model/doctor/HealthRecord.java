package dev.mme5.model.doctor;

import dev.mme5.core.json.Json;
import dev.mme5.core.json.JsonObject;
import dev.mme5.core.run.AtomicFiles;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// What a model known to be good looks like, in the file [#FILE] of its folder: the vectors of the probes, a hash of every weight, and
/// hashes of the template and the picture settings.
///
/// @param type the type that the vectors were computed in, such as `f32`
/// @param template of the token ids of [Probe#templates()]
/// @param pictures of the picture settings
/// @param weights by name, as [WeightHashes] writes them
/// @param vectors by probe, not of unit length
record HealthRecord(String type, String template, String pictures, Map<String, String> weights, Map<String, float[]> vectors) {
    static final String FILE = "mme5-probes.json";

    /// How the names of checks end that compare with a record.
    static final String COMPARED = " as recorded";

    private static final int VERSION = 1;

    /// @throws dev.mme5.core.json.JsonException if the file is not a record
    static Optional<HealthRecord> read(Path folder) {
        Path file = folder.resolve(FILE);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        JsonObject json = Json.read(file);
        if (json.integer("version") != VERSION) {
            throw json.error("version", "expected " + VERSION + ", got " + json.integer("version") + "; record the model again");
        }
        Map<String, String> weights = new TreeMap<>();
        JsonObject hashes = json.object("weights");
        hashes.keys().forEach(name -> weights.put(name, hashes.string(name)));
        Map<String, float[]> vectors = new LinkedHashMap<>();
        JsonObject probes = json.object("vectors");
        probes.keys().forEach(name -> vectors.put(name, floats(probes.string(name))));
        return Optional.of(new HealthRecord(json.string("type"), json.string("template"), json.string("pictures"), weights, vectors));
    }

    void write(Path folder) {
        Map<String, Object> probes = new LinkedHashMap<>();
        vectors.forEach((name, vector) -> probes.put(name, base64(vector)));
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("version", VERSION);
        json.put("type", type);
        json.put("template", template);
        json.put("pictures", pictures);
        json.put("vectors", probes);
        json.put("weights", weights);
        AtomicFiles.writeString(folder.resolve(FILE), Json.writePretty(json));
    }

    /// Little-endian floats.
    private static String base64(float[] vector) {
        ByteBuffer bytes = ByteBuffer.allocate(4 * vector.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(vector);
        return Base64.getEncoder().encodeToString(bytes.array());
    }

    private static float[] floats(String base64) {
        ByteBuffer bytes = ByteBuffer.wrap(Base64.getDecoder().decode(base64)).order(ByteOrder.LITTLE_ENDIAN);
        float[] vector = new float[bytes.remaining() / 4];
        bytes.asFloatBuffer().get(vector);
        return vector;
    }
}
