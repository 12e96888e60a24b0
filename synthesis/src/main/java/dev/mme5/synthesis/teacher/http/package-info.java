/// A teacher behind HTTP: requests become chat completions, and what may pass is tried again until it passes or must not go on. Start
/// at [ChatTeacher], then [ApiClient]. The doorway to Apache HttpClient; knows nothing of plans, gates and files.
@NullMarked
package dev.mme5.synthesis.teacher.http;

import org.jspecify.annotations.NullMarked;
