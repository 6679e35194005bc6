package org.backlot.platform.worker.model;

import org.backlot.platform.worker.service.JsonService;
import org.backlot.platform.worker.service.ServiceFailed;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A model of the shape {@code POST /chat/completions}: OpenAI, Groq, Cerebras, Together, or one of one's own. */
final class OpenAiModel implements LanguageModel {
    private static final JsonMapper JSON = JsonMapper.shared();

    private final JsonService service;
    private final String model;
    private final boolean strict;

    /** @param strict whether its answers can be held to a schema; not all can */
    OpenAiModel(JsonService service, String model, boolean strict) {
        this.service = service;
        this.model = model;
        this.strict = strict;
    }

    @Override
    public String name() {
        return model;
    }

    @Override
    public String answer(Question question) throws ServiceFailed {
        var choice = service.post("/chat/completions", asked(question))
                .path("choices")
                .path(0);
        var message = choice.path("message");
        boolean whole = choice.path("finish_reason").asString("").equals("stop");
        if (!whole || message.hasNonNull("refusal") || !message.path("content").isString()) {
            throw service.malformed("has given an answer that is cut short, or none");
        }
        return message.path("content").stringValue();
    }

    private JsonNode asked(Question question) {
        ObjectNode body = JSON.createObjectNode();
        body.put("model", model);
        body.put("max_completion_tokens", question.longestAnswer());
        var messages = body.putArray("messages");
        messages.addObject().put("role", "system").put("content", question.task());
        messages.addObject().put("role", "user").put("content", question.material());
        body.putObject("response_format")
                .put("type", "json_schema")
                .putObject("json_schema")
                .put("name", question.schemaName())
                .put("strict", strict)
                .set("schema", question.schema());
        return body;
    }
}
