package org.backlot.casting.rest;

import java.util.ArrayList;
import java.util.List;
import org.backlot.shared.CommonRejection;
import org.backlot.shared.Rejection;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a notice of Whapi says of new messages. What else it says may change any day, and is not looked at.
 *
 * @param messages those with an id and a chat; none in a notice about something else
 */
record WhapiNotice(List<Message> messages) {
    /** JSON of others: well formed, and otherwise as they like it. */
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private static final int LONGEST = 200;

    /**
     * A message that something has happened to.
     *
     * @param event what has; some deliveries call it {@code method}
     */
    record Message(String id, String chatId, String event) {}

    /** @throws Rejection {@code MALFORMED_JSON} where it is no JSON object, or its messages are none */
    static WhapiNotice read(byte[] body) {
        JsonNode notice;
        try {
            notice = JSON.readTree(body);
        } catch (JacksonException broken) {
            throw Rejection.of(CommonRejection.MALFORMED_JSON);
        }
        if (notice == null || !notice.isObject()) {
            throw Rejection.of(CommonRejection.MALFORMED_JSON);
        }
        var event = text(notice.path("event"), "event") + text(notice.path("event"), "method");
        var messages = new ArrayList<Message>();
        for (var message : notice.path("messages")) {
            var id = text(message, "id");
            var chat = text(message, "chat_id");
            if (id.isEmpty() || chat.isEmpty()) {
                throw Rejection.of(CommonRejection.MALFORMED_JSON, "A message has an id and a chat_id.")
                        .at("messages");
            }
            messages.add(new Message(id, chat, event));
        }
        return new WhapiNotice(List.copyOf(messages));
    }

    private static String text(JsonNode of, String field) {
        var value = of.path(field);
        return value.isString() && value.stringValue().length() <= LONGEST ? value.stringValue() : "";
    }
}
