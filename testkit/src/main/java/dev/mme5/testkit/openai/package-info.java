/// A service that speaks OpenAI's chat completions, files and batches, and fails on demand. Start at [FakeOpenAi]. Knows nothing of
/// what is asked: a test says what it answers.
@NullMarked
package dev.mme5.testkit.openai;

import org.jspecify.annotations.NullMarked;
