package org.backlot.clips.app.client;

import org.backlot.platform.app.demo.ApiClient;

/** It cannot go on; the message is for the person. */
public final class ClipFailed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ClipFailed(String message) {
        super(message);
    }

    ClipFailed(String message, Throwable cause) {
        super(message, cause);
    }

    /** Of an answer that is a refusal: what was tried, the code, and the sentence that came with it. */
    static ClipFailed refused(String tried, ApiClient.Reply reply) {
        var detail = reply.text().startsWith("{") ? reply.json().path("detail").asString("") : "";
        return new ClipFailed("%s was refused: %s %s"
                .formatted(tried, problemCode(reply), detail)
                .strip());
    }

    private static String problemCode(ApiClient.Reply reply) {
        return reply.text().startsWith("{")
                ? reply.json().path("code").asString(Integer.toString(reply.status()))
                : Integer.toString(reply.status());
    }
}
