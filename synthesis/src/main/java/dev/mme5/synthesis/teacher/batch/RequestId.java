package dev.mme5.synthesis.teacher.batch;

import dev.mme5.core.json.JsonException;
import dev.mme5.core.json.JsonObject;
import dev.mme5.synthesis.plan.PictureRole;
import dev.mme5.synthesis.teacher.SinglePassRequest;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/// What a request is called in a batch: its index and the roles of its pictures, so that its answer can be read by a process that knows
/// nothing else of it: `17.query.positive.hardNegative`.
record RequestId(int index, List<PictureRole> roles) {
    private static final String KEY = "custom_id";

    static RequestId of(int index, SinglePassRequest request) {
        return new RequestId(index, request.roles());
    }

    String text() {
        return index + roles.stream().map(role -> "." + role.code()).collect(Collectors.joining());
    }

    /// @throws JsonException if a line of results names none of ours
    static RequestId read(JsonObject line) {
        String[] parts = line.string(KEY).split("\\.");
        try {
            List<PictureRole> roles = Arrays.stream(parts).skip(1).map(RequestId::role).toList();
            return new RequestId(Integer.parseInt(parts[0]), roles);
        } catch (IllegalArgumentException e) {
            throw line.error(KEY, "expected one that was submitted, got \"" + line.string(KEY) + "\"");
        }
    }

    private static PictureRole role(String code) {
        return Arrays.stream(PictureRole.values())
                .filter(role -> role.code().equals(code))
                .findFirst()
                .orElseThrow(IllegalArgumentException::new);
    }
}
