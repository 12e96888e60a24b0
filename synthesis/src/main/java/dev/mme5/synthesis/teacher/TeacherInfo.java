package dev.mme5.synthesis.teacher;

/// What a row's provenance says of its teacher.
///
/// @param name the teacher's name and version
/// @param promptVersion changes whenever the same request might be put in other words
public record TeacherInfo(String name, String promptVersion) {}
