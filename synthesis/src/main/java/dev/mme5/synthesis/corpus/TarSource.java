package dev.mme5.synthesis.corpus;

import dev.mme5.core.FileTrouble;
import dev.mme5.core.ImageRef;
import dev.mme5.core.InterruptedWorkException;
import dev.mme5.core.archive.TarListing;
import dev.mme5.core.archive.TarMember;
import dev.mme5.core.archive.TarReader;
import dev.mme5.core.json.Json;
import dev.mme5.core.json.JsonException;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// The pictures of a tar. As WebDataset has it, members of one name up to the first dot belong together: `.txt` is the caption of the
/// picture, `.json` has more of it. Of an archive that is cut short, what stands before that place counts.
///
/// @param idPrefix before a member's name, for archives that lie beside each other
record TarSource(Path archive, String idPrefix) implements PictureSource {
    private static final long MOST_FACT_BYTES = 1 << 20;

    @Override
    public void read(PictureSink sink) {
        TarListing listing = TarReader.list(archive);
        Map<String, Map<String, TarMember>> beside = new HashMap<>(); // by key, then by ending
        for (TarMember member : listing.members()) {
            String ending = PictureFormat.ending(member.name());
            if (ending.equals("txt") || ending.equals("json")) {
                beside.computeIfAbsent(key(member.name()), key -> new HashMap<>()).put(ending, member);
            }
        }
        try (FileChannel channel = FileChannel.open(archive)) {
            for (TarMember member : listing.members()) {
                if (PictureFormat.hasPictureName(member.name())) {
                    read(channel, member, beside.getOrDefault(key(member.name()), Map.of()), sink);
                }
            }
        } catch (IOException e) {
            InterruptedWorkException.throwIf(e, archive.toString());
            sink.setAside(archive.toString(), "expected a tar archive, got " + FileTrouble.of(e));
        }
        listing.trouble().ifPresent(reason -> sink.setAside(archive.toString(), reason));
    }

    private void read(FileChannel channel, TarMember member, Map<String, TarMember> beside, PictureSink sink) {
        String where = archive + "!/" + member.name();
        try {
            byte[] head = bytes(channel, member, PictureFormat.HEAD_BYTES);
            if (!PictureFormat.isPicture(head)) {
                sink.setAside(where, "expected a picture (png, jpeg, gif, bmp, webp), got " + member.size() + " bytes of another kind");
                return;
            }
            ImageRef image = new ImageRef.TarImage(archive, member.name());
            sink.accept(new CorpusPicture(idPrefix + member.name(), image, member.size(), facts(channel, where, beside)));
        } catch (IOException e) {
            InterruptedWorkException.throwIf(e, where);
            sink.setAside(where, "expected a picture that can be read, got " + FileTrouble.of(e));
        } catch (JsonException e) {
            sink.setAside(where, "expected its .json to be an object, got another (" + e.getMessage() + ")");
        }
    }

    private static PictureFacts facts(FileChannel channel, String where, Map<String, TarMember> beside) throws IOException {
        TarMember json = beside.get("json");
        TarMember text = beside.get("txt");
        PictureFacts known = json == null ? PictureFacts.NONE : Facts.of(Json.parse(text(channel, json), where));
        return text == null || known.caption().isPresent()
                ? known
                : new PictureFacts(Optional.of(text(channel, text).strip()), known.licence(), known.source());
    }

    private static String text(FileChannel channel, TarMember member) throws IOException {
        return new String(bytes(channel, member, MOST_FACT_BYTES), StandardCharsets.UTF_8);
    }

    private static byte[] bytes(FileChannel channel, TarMember member, long most) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate((int) Math.min(most, member.size()));
        while (buffer.hasRemaining()) {
            if (channel.read(buffer, member.offset() + buffer.position()) < 0) {
                throw new EOFException("the archive ends");
            }
        }
        return buffer.array();
    }

    /// The name up to the first dot behind the last slash.
    private static String key(String name) {
        int dot = name.indexOf('.', name.lastIndexOf('/') + 1);
        return dot < 0 ? name : name.substring(0, dot);
    }
}
