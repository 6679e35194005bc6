package org.backlot.casting.worker.ingestion;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.backlot.platform.worker.service.JsonService;
import org.backlot.platform.worker.service.ServiceFailed;
import tools.jackson.databind.JsonNode;

/** Whapi: what was written in a WhatsApp group or channel. Who wrote it is not read at all. */
final class Whapi {
    private static final int AT_ONCE = 500;
    /** So many questions about one stretch of time; a longer story is read in two halves. */
    private static final int MOST_ANSWERS = 20;

    private static final Duration SHORTEST = Duration.ofSeconds(1);

    private final JsonService service;

    Whapi(JsonService service) {
        this.service = service;
    }

    /**
     * What was written from one time to another.
     *
     * @param texts of messages and of captions
     * @param messages how many messages there were, with or without a text
     */
    record Written(List<FoundText> texts, int messages) {
        private Written and(Written later) {
            return new Written(
                    Stream.concat(texts.stream(), later.texts.stream()).toList(), messages + later.messages);
        }
    }

    /** @param link where the texts are said to come from */
    Written read(String chat, Instant from, Instant until, String link) throws ServiceFailed {
        var texts = new ArrayList<FoundText>();
        int offset = 0;
        for (int read = 0; read < MOST_ANSWERS; read++) {
            var answer = service.get("/messages/list/" + URLEncoder.encode(chat, StandardCharsets.UTF_8) + "?count="
                    + AT_ONCE + "&offset=" + offset + "&time_from=" + from.getEpochSecond() + "&time_to="
                    + until.getEpochSecond());
            var messages = answer.path("messages");
            if (!messages.isArray()) {
                throw service.malformed("answers without messages");
            }
            for (var message : messages) {
                text(message).flatMap(text -> FoundText.of(text, link)).ifPresent(texts::add);
            }
            offset += messages.size();
            boolean more = offset < answer.path("total").asInt(0) || messages.size() >= AT_ONCE;
            if (messages.isEmpty() || !more) {
                return new Written(List.copyOf(texts), offset);
            }
        }
        var half = Duration.between(from, until).dividedBy(2);
        if (half.compareTo(SHORTEST) < 0) {
            throw service.malformed("goes on for ever");
        }
        var middle = from.plus(half);
        return read(chat, from, middle, link).and(read(chat, middle, until, link));
    }

    /** The content stands in an object that is named after the type. */
    private Optional<String> text(JsonNode message) throws ServiceFailed {
        if (!message.path("id").isString() || !message.path("type").isString()) {
            throw service.malformed("answers with a message that has no id or type");
        }
        var content = message.path(message.path("type").stringValue());
        return Optional.of(content.path("body"))
                .filter(JsonNode::isString)
                .or(() -> Optional.of(content.path("caption")).filter(JsonNode::isString))
                .map(JsonNode::stringValue);
    }
}
