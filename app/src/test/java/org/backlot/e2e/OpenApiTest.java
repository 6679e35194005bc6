package org.backlot.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

@DisplayName("The API's document")
class OpenApiTest {
    private static final Path COMMITTED = Path.of("../docs/openapi.json");
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    @Test
    @DisplayName("PLT-1: the committed OpenAPI 3.1 document is the one that the code generates")
    void committed_is_generated() throws Exception {
        var generated = JSON.readTree(TestBacklot.shared()
                .anonymous()
                .get("/api/v1/openapi.json")
                .expectSuccess()
                .text());
        assertThat(generated.path("openapi").asString()).startsWith("3.1");
        if (Boolean.getBoolean("approve")) {
            Files.writeString(COMMITTED, JSON.writeValueAsString(generated) + "\n");
        }
        assertThat(JSON.readTree(Files.readString(COMMITTED)))
                .as("docs/openapi.json; run the tests once with -Dapprove=true and look at the difference")
                .isEqualTo(generated);
    }

    @Test
    @DisplayName("PLT-1: every endpoint says what it does and which errors it answers with")
    void every_endpoint_is_described() {
        var document = TestBacklot.shared()
                .anonymous()
                .get("/api/v1/openapi.json")
                .expectSuccess()
                .json();
        for (var path : document.path("paths").properties()) {
            for (var operation : path.getValue().properties()) {
                var name = operation.getKey() + " " + path.getKey();
                JsonNode value = operation.getValue();
                assertThat(value.path("summary").asString("")).as(name).isNotBlank();
                assertThat(value.path("responses").propertyNames())
                        .as(name)
                        .anyMatch(status -> status.startsWith("2"))
                        .anyMatch(status -> status.startsWith("4"));
            }
        }
    }
}
