package dev.mme5.synthesis.teacher;

/// An answer that could be read.
///
/// @param answer what it says
/// @param raw the text as the model wrote it: [SinglePassProtocol#parse] makes the answer of it again, without the teacher
/// @param usage what it took, a first answer that had to be asked for again included
public record TeacherReply(SinglePassAnswer answer, String raw, Usage usage) {}
