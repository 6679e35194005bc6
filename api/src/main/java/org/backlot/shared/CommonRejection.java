package org.backlot.shared;

/** Refusals that belong to no single context: malformed, unknown, forbidden, too much, too soon. */
public enum CommonRejection implements RejectionCode {
    MALFORMED_JSON(400, "The body is not valid JSON. Send a JSON object in UTF-8."),
    FIELD_INVALID(400, "A field has a value that is not allowed here."),
    FIELD_REQUIRED(400, "A required field is missing."),
    FIELD_UNKNOWN(400, "The body has a field that this endpoint does not know. Remove it or correct its name."),
    PARAMETER_INVALID(400, "A path or query parameter has a value that is not allowed here."),
    IDEMPOTENCY_KEY_INVALID(400, "Idempotency-Key must be 1 to 255 visible ASCII characters."),
    NOT_AUTHENTICATED(401, "Sign in first: send a valid access token as 'Authorization: Bearer …'."),
    NOT_ALLOWED(403, "You may not do this. Ask a lead of the project or an admin of the workspace."),
    NOT_FOUND(404, "There is nothing here that you may see."),
    METHOD_NOT_ALLOWED(405, "This path does not take that method."),
    NOT_ACCEPTABLE(406, "This endpoint cannot answer in the media type that Accept asks for."),
    CONCURRENT_CHANGE(409, "Somebody changed the same thing at the same moment. Read it again and repeat."),
    IDEMPOTENCY_KEY_IN_FLIGHT(409, "A request with this Idempotency-Key is still running. Wait and repeat it."),
    ID_TAKEN(409, "This id already names something else. Use a fresh UUIDv7, or repeat the very same request."),
    PERSONAL_DATA_ERASED(410, "The person asked for erasure; this data no longer exists."),
    PAYLOAD_TOO_LARGE(413, "The body is larger than this endpoint takes."),
    MEDIA_TYPE_UNSUPPORTED(415, "This endpoint does not take that media type. Send application/json by default."),
    IDEMPOTENCY_KEY_REUSED(422, "This Idempotency-Key was used with another request. Use a fresh key."),
    RATE_LIMITED(429, "Too many requests. Wait as Retry-After says."),
    INTERNAL_ERROR(500, "Something broke on our side. Nothing was changed; report the trace_id."),
    PROVIDER_NOT_CONFIGURED(503, "The outside service that this needs is not configured."),
    PROJECTION_BEHIND(503, "The view has not reached the position that Backlot-Position asks for. Repeat shortly."),
    BUSY(503, "Too many requests wait to be written. Nothing was changed; repeat as Retry-After says."),
    OUTCOME_UNKNOWN(
            503,
            "The database went away while this was written. Repeat it with the same Idempotency-Key: what was done is"
                    + " answered, what was not is done."),
    UNAVAILABLE(503, "A service that this needs is not reachable at the moment. Repeat shortly.");

    private final int status;
    private final String message;

    CommonRejection(int status, String message) {
        this.status = status;
        this.message = message;
    }

    @Override
    public int status() {
        return status;
    }

    @Override
    public String message() {
        return message;
    }
}
