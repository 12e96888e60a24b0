package dev.mme5.synthesis.corpus;

/// Takes what a [PictureSource] finds.
public interface PictureSink {

    void accept(CorpusPicture picture);

    /// A picture that cannot be used; the others can.
    ///
    /// @param where a file, a line of a file, a member of an archive
    /// @param reason `expected <this>, got <that>`
    void setAside(String where, String reason);
}
