package dev.mme5.synthesis.teacher;

import java.net.URI;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// Which teacher writes the rows.
public sealed interface TeacherSpec {

    /// What its tokens cost, a batch's discount taken off.
    Prices prices();

    /// Answers from the corpus's own names and groups, without a network.
    record Offline() implements TeacherSpec {
        @Override
        public Prices prices() {
            return Prices.FREE;
        }
    }

    /// Answers as a recorded run's teacher did, from its journal.
    ///
    /// @param run its folder
    record Replay(Path run) implements TeacherSpec {
        @Override
        public Prices prices() {
            return Prices.FREE;
        }
    }

    /// A model behind an HTTP service that speaks OpenAI's chat completions: OpenAI, vLLM, llama.cpp's server, Ollama, LM Studio and
    /// many more.
    ///
    /// @param baseUrl what stands before `/chat/completions`, such as `http://localhost:8000/v1`
    /// @param model its name, as the service knows it
    /// @param keyVariable the environment variable with the key; absent if the service wants none
    /// @param mode one call for each row, or the provider's batches
    /// @param structured how the answer's form is asked for
    /// @param sampling how the model draws its words
    /// @param pictures how pictures are sent
    /// @param limits how much is asked in a minute at most
    /// @param timeouts how long an answer may take
    /// @param retries what happens when none comes
    /// @param listPrices what a million tokens cost in single calls
    /// @param batchPriceFactor what they cost in a batch, as a share of that
    /// @param headers further headers, by name; [ApiKey#PLACE] in a value stands for the key, which is then sent there only
    /// @param body further fields of the request, by name; each value is JSON
    record Openai(
            String baseUrl,
            String model,
            Optional<String> keyVariable,
            Mode mode,
            Structured structured,
            Sampling sampling,
            PictureBounds pictures,
            Limits limits,
            Timeouts timeouts,
            Retries retries,
            Prices listPrices,
            double batchPriceFactor,
            Map<String, String> headers,
            Map<String, String> body)
            implements TeacherSpec {

        private static final Pattern VARIABLE = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
        private static final Pattern SECRET_HEADER =
                Pattern.compile("(proxy-)?authorization|cookie|.*(api-?key|secret|access-?token|auth-?token).*", Pattern.CASE_INSENSITIVE);

        /// @throws IllegalArgumentException if the base URL is no HTTP address, a name is empty or holds what looks like a secret, or the
        ///     factor is not from 0 to 1. A recipe is copied into run folders and data sets, so the message does not repeat a secret
        public Openai {
            baseUrl = checkedUrl(baseUrl);
            if (model.isBlank()) {
                throw new IllegalArgumentException("model: expected a name that the service knows, got none");
            }
            if (!(batchPriceFactor >= 0 && batchPriceFactor <= 1)) {
                throw new IllegalArgumentException("batchPriceFactor: expected a number from 0 to 1, got " + batchPriceFactor);
            }
            keyVariable.filter(name -> !VARIABLE.matcher(name).matches()).ifPresent(_ -> {
                throw new IllegalArgumentException("keyVariable: expected the name of an environment variable, such as OPENAI_API_KEY, got"
                        + " something else; put the key into that variable, never into a recipe");
            });
            headers.forEach((name, value) -> requireNoSecret(name, value, keyVariable));
            headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
            body = Collections.unmodifiableMap(new LinkedHashMap<>(body));
        }

        @Override
        public Prices prices() {
            return switch (mode) {
                case LIVE -> listPrices;
                case BATCH -> listPrices.times(batchPriceFactor);
            };
        }

        private static String checkedUrl(String url) {
            String trimmed = url.replaceFirst("/+$", "");
            URI address = URI.create(trimmed);
            if (address.getUserInfo() != null || address.getQuery() != null) {
                throw new IllegalArgumentException("baseUrl: expected an address such as http://localhost:8000/v1, got one with "
                        + (address.getUserInfo() != null ? "a user's name" : "a query") + "; leave that out");
            }
            boolean http = trimmed.startsWith("http://") || trimmed.startsWith("https://");
            if (!http || address.getHost() == null) {
                throw new IllegalArgumentException(
                        "baseUrl: expected an address such as http://localhost:8000/v1, got \"" + url + "\"");
            }
            return trimmed;
        }

        private static void requireNoSecret(String name, String value, Optional<String> keyVariable) {
            boolean secret = SECRET_HEADER.matcher(name).matches() || value.regionMatches(true, 0, "Bearer ", 0, "Bearer ".length());
            if (secret && !value.contains(ApiKey.PLACE)) {
                throw new IllegalArgumentException("headers." + name + ": expected no secret in a recipe, got what looks like one; put it into"
                        + " the environment variable of keyVariable, and " + ApiKey.PLACE + " here");
            }
            if (value.contains(ApiKey.PLACE) && keyVariable.isEmpty()) {
                throw new IllegalArgumentException("headers." + name + ": expected a keyVariable for the place of the key, got none; name one");
            }
        }
    }

    /// How requests reach a service.
    enum Mode {
        /// One call for each row.
        LIVE,
        /// Many rows in a file, answered within a day: OpenAI's files and batches.
        BATCH
    }
}
