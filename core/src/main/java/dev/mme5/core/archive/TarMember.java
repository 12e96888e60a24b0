package dev.mme5.core.archive;

/// A file inside a tar.
///
/// @param name with its folders, `/` between them
/// @param offset of its first byte in the archive
/// @param size in bytes
public record TarMember(String name, long offset, long size) {}
