package org.backlot.platform.app.web;

import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.headers.Header;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.info.License;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.ObjectSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import io.swagger.v3.oas.models.servers.Server;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.backlot.platform.command.WriteRequest;
import org.backlot.platform.query.PageRequest;
import org.backlot.platform.query.ReadRequest;
import org.backlot.shared.Refuses;
import org.backlot.shared.RejectionCode;
import org.springdoc.core.customizers.GlobalOpenApiCustomizer;
import org.springdoc.core.customizers.GlobalOperationCustomizer;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.method.HandlerMethod;

/** The OpenAPI 3.1 document: what the code says, plus what every endpoint has in common. */
@Configuration(proxyBeanMethods = false)
class ApiDocument {
    private static final String PROBLEM = "Problem";
    private static final String BEARER = "bearer";

    private static final List<String> EVERY_WRITE = List.of(
            "MALFORMED_JSON",
            "FIELD_INVALID",
            "FIELD_REQUIRED",
            "FIELD_UNKNOWN",
            "IDEMPOTENCY_KEY_INVALID",
            "IDEMPOTENCY_KEY_IN_FLIGHT",
            "IDEMPOTENCY_KEY_REUSED",
            "CONCURRENT_CHANGE",
            "PAYLOAD_TOO_LARGE",
            "MEDIA_TYPE_UNSUPPORTED");
    private static final List<String> EVERY_READ = List.of("PARAMETER_INVALID", "PROJECTION_BEHIND");
    private static final List<String> EVERYWHERE =
            List.of("NOT_AUTHENTICATED", "RATE_LIMITED", "INTERNAL_ERROR", "UNAVAILABLE");

    static {
        SpringDocUtils.getConfig().addRequestWrapperToIgnore(WriteRequest.class, ReadRequest.class, PageRequest.class);
    }

    @Bean
    OpenAPI openApi() {
        return new OpenAPI()
                // Relative, because the address differs from machine to machine.
                .servers(List.of(new Server().url("/").description("The server that this document came from")))
                .info(new Info()
                        .title("Backlot")
                        .version("v1")
                        .description("One event-sourced backend for film and video work. Writes take an"
                                + " Idempotency-Key and answer with Backlot-Position; a read that sends"
                                + " Backlot-Position sees at least that much.")
                        .license(new License().name("Apache-2.0").identifier("Apache-2.0")))
                .components(new Components()
                        .addSecuritySchemes(
                                BEARER,
                                new SecurityScheme()
                                        .type(SecurityScheme.Type.HTTP)
                                        .scheme("bearer")
                                        .bearerFormat("JWT"))
                        .addSchemas(PROBLEM, problem()))
                .addSecurityItem(new SecurityRequirement().addList(BEARER));
    }

    // The order of paths and schemas differs from run to run.
    @Bean
    GlobalOpenApiCustomizer sorted() {
        return document -> {
            var sorted = new io.swagger.v3.oas.models.Paths();
            new TreeMap<>(document.getPaths()).forEach(sorted::addPathItem);
            document.setPaths(sorted);
            if (document.getComponents() != null && document.getComponents().getSchemas() != null) {
                document.getComponents()
                        .setSchemas(new TreeMap<>(document.getComponents().getSchemas()));
            }
            if (document.getTags() != null) {
                document.setTags(document.getTags().stream()
                        .sorted(java.util.Comparator.comparing(io.swagger.v3.oas.models.tags.Tag::getName))
                        .toList());
            }
        };
    }

    @Bean
    GlobalOperationCustomizer whatEveryEndpointHas() {
        return (operation, handler) -> {
            var codes = new TreeSet<>(EVERYWHERE);
            if (takes(handler, WriteRequest.class)) {
                codes.addAll(EVERY_WRITE);
                operation.addParametersItem(header(
                        "Idempotency-Key",
                        "1 to 255 visible ASCII characters. The same key and body again answer the same, for 24 hours.",
                        new StringSchema()));
                positionInAnswers(operation);
            }
            if (takes(handler, ReadRequest.class)) {
                codes.addAll(EVERY_READ);
                operation.addParametersItem(header(
                        "Backlot-Position",
                        "The log position that the answer must have seen, from the answer to a write.",
                        new IntegerSchema().format("int64")));
            }
            if (takes(handler, PageRequest.class)) {
                operation.addParametersItem(query("page", "From 1.", 1));
                operation.addParametersItem(query("limit", "Entries per page, 1 to 100.", PageRequest.DEFAULT_LIMIT));
            }
            var own = handler.getMethodAnnotation(Refuses.class);
            if (own != null) {
                codes.addAll(List.of(own.value()));
            }
            addProblems(operation, codes);
            return operation;
        };
    }

    private static boolean takes(HandlerMethod handler, Class<?> parameter) {
        return Arrays.stream(handler.getMethodParameters()).anyMatch(p -> p.getParameterType() == parameter);
    }

    private static Parameter header(String name, String description, Schema<?> schema) {
        return new Parameter()
                .in("header")
                .name(name)
                .description(description)
                .required(false)
                .schema(schema);
    }

    private static Parameter query(String name, String description, int otherwise) {
        var schema = new IntegerSchema();
        schema.setDefault(otherwise);
        return new Parameter()
                .in("query")
                .name(name)
                .description(description)
                .required(false)
                .schema(schema);
    }

    private static void positionInAnswers(Operation operation) {
        operation.getResponses().forEach((status, response) -> {
            if (status.startsWith("2")) {
                response.addHeaderObject(
                        "Backlot-Position",
                        new Header()
                                .description("The log position reached.")
                                .schema(new IntegerSchema().format("int64")));
            }
        });
    }

    private static void addProblems(Operation operation, TreeSet<String> codes) {
        var responses = operation.getResponses() == null ? new ApiResponses() : operation.getResponses();
        Map<Integer, List<RejectionCode>> byStatus = codes.stream()
                .map(RejectionCodes::named)
                .collect(Collectors.groupingBy(RejectionCode::status, TreeMap::new, Collectors.toList()));
        byStatus.forEach((status, refusals) -> responses.addApiResponse(
                Integer.toString(status),
                new ApiResponse()
                        .description(refusals.stream()
                                .map(code -> "`%s` %s".formatted(code.name(), code.message()))
                                .collect(Collectors.joining("\n\n")))
                        .content(new Content()
                                .addMediaType(
                                        "application/problem+json",
                                        new MediaType()
                                                .schema(new Schema<>().$ref("#/components/schemas/" + PROBLEM))))));
        operation.setResponses(responses);
    }

    private static Schema<?> problem() {
        var error = new ObjectSchema()
                .addProperty("code", new StringSchema())
                .addProperty("message", new StringSchema())
                .addProperty("trace_id", new StringSchema());
        return new ObjectSchema()
                .description("A problem document (RFC 9457) with a stable code.")
                .addProperty("type", new StringSchema().example("urn:backlot:problem:ESCROW_NOT_LOCKED"))
                .addProperty("title", new StringSchema())
                .addProperty("status", new IntegerSchema())
                .addProperty("detail", new StringSchema())
                .addProperty("instance", new StringSchema())
                .addProperty("code", new StringSchema().description("Stable; act on this."))
                .addProperty("field", new StringSchema().description("JSON path of the field that is meant."))
                .addProperty("trace_id", new StringSchema())
                .addProperty("error", error);
    }
}
