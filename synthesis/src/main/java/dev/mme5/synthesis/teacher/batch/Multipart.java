package dev.mme5.synthesis.teacher.batch;

import dev.mme5.core.run.Hashes;
import dev.mme5.synthesis.teacher.http.ApiCall;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/// An upload as browsers send it (RFC 7578): the purpose, then the file.
final class Multipart {
    private static final String LINE = "\r\n";

    private Multipart() {}

    static ApiCall.Body upload(String purpose, String fileName, byte[] file) {
        String boundary = "mme5-" + Hashes.sha256(file);
        String before = "--" + boundary + LINE
                + "Content-Disposition: form-data; name=\"purpose\"" + LINE + LINE + purpose + LINE
                + "--" + boundary + LINE
                + "Content-Disposition: form-data; name=\"file\"; filename=\"" + fileName + "\"" + LINE
                + "Content-Type: application/jsonl" + LINE + LINE;
        ByteArrayOutputStream body = new ByteArrayOutputStream(file.length + before.length() + boundary.length() + 8);
        body.writeBytes(before.getBytes(StandardCharsets.UTF_8));
        body.writeBytes(file);
        body.writeBytes((LINE + "--" + boundary + "--" + LINE).getBytes(StandardCharsets.UTF_8));
        return new ApiCall.Body("multipart/form-data; boundary=" + boundary, body.toByteArray());
    }
}
