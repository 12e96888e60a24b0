package dev.mme5.synthesis.teacher.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mme5.synthesis.teacher.ApiKey;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EndpointTest {
    private static final Optional<ApiKey> KEY = Optional.of(new ApiKey("SOME_KEY", "sk-0123456789"));

    private static Map<String, String> headers(Map<String, String> extra) {
        return new Endpoint("http://localhost/v1", KEY, extra).headers();
    }

    @Test
    void sendsTheKeyAsOpenAiWantsIt() {
        assertThat(headers(Map.of("X-Project", "mme5"))).containsOnly(Map.entry("Authorization", "Bearer sk-0123456789"), Map.entry("X-Project", "mme5"));
    }

    @Test
    void sendsTheKeyInAnotherHeaderAndThereOnly() {
        assertThat(headers(Map.of("api-key", "{key}"))).containsExactly(Map.entry("api-key", "sk-0123456789"));
        assertThat(headers(Map.of("X-Auth", "Key {key}"))).containsExactly(Map.entry("X-Auth", "Key sk-0123456789"));
    }

    @Test
    void doesNotShowHeadersInMessages() {
        assertThat(new Endpoint("http://localhost/v1", KEY, Map.of("X-Auth", "Key {key}")).toString()).isEqualTo("Endpoint[http://localhost/v1]");
    }
}
