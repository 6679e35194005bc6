package org.backlot.platform.worker.model;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.backlot.platform.worker.service.JsonService;
import org.backlot.platform.worker.service.ServiceFailed;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Gemini, {@code POST /models/{model}:generateContent}. */
final class GeminiModel implements LanguageModel {
    private static final JsonMapper JSON = JsonMapper.shared();

    private final JsonService service;
    private final String model;

    GeminiModel(JsonService service, String model) {
        this.service = service;
        this.model = model;
    }

    @Override
    public String name() {
        return model;
    }

    @Override
    public String answer(Question question) throws ServiceFailed {
        var path = "/models/" + URLEncoder.encode(model, StandardCharsets.UTF_8) + ":generateContent";
        // Where the prompt was blocked there is no candidate at all.
        var candidate = service.post(path, asked(question)).path("candidates").path(0);
        var text = new StringBuilder();
        for (var part : candidate.path("content").path("parts")) {
            if (!part.path("thought").asBoolean(false)) {
                text.append(part.path("text").asString(""));
            }
        }
        if (!candidate.path("finishReason").asString("").equals("STOP") || text.isEmpty()) {
            throw service.malformed("has given an answer that is cut short, or none");
        }
        return text.toString();
    }

    private static JsonNode asked(Question question) {
        var body = JSON.createObjectNode();
        body.putObject("systemInstruction").putArray("parts").addObject().put("text", question.task());
        body.putArray("contents")
                .addObject()
                .put("role", "user")
                .putArray("parts")
                .addObject()
                .put("text", question.material());
        body.putObject("generationConfig")
                .put("temperature", 0)
                .put("maxOutputTokens", question.longestAnswer())
                .put("responseMimeType", "application/json")
                .set("responseJsonSchema", question.schema());
        return body;
    }
}
