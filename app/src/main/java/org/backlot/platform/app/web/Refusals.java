package org.backlot.platform.app.web;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import org.axonframework.modelling.command.AggregateNotFoundException;
import org.axonframework.modelling.command.ConcurrencyException;
import org.backlot.eventstore.LogBusy;
import org.backlot.eventstore.LogUnavailable;
import org.backlot.eventstore.OutcomeUnknown;
import org.backlot.shared.CommonRejection;
import org.backlot.shared.Rejection;
import org.jspecify.annotations.Nullable;
import org.springframework.core.codec.DecodingException;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.dao.NonTransientDataAccessResourceException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.CannotGetJdbcConnectionException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.web.server.MissingRequestValueException;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.ServerWebInputException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

/** Says what went wrong in the API's own words. What is not recognised here is a fault of ours. */
final class Refusals {
    private Refusals() {}

    /** The rejection that an exception amounts to; empty where it is an error of the program. */
    static Optional<Rejection> from(Throwable failure) {
        for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
            var rejection = ofOne(cause);
            if (rejection != null) {
                return Optional.of(rejection);
            }
        }
        return Optional.empty();
    }

    private static @Nullable Rejection ofOne(Throwable failure) {
        return switch (failure) {
            case Rejection rejection -> rejection;
            case AggregateNotFoundException _ -> Rejection.of(CommonRejection.NOT_FOUND);
            case ConcurrencyException _ -> Rejection.of(CommonRejection.CONCURRENT_CHANGE);
            case DataBufferLimitException _ -> Rejection.of(CommonRejection.PAYLOAD_TOO_LARGE);
            case JacksonException json -> ofJson(json);
            case ServerWebInputException input -> ofInput(input);
            case ResponseStatusException status -> ofStatus(status);
            // What the JSON reader knows of the field lies one cause deeper.
            case DecodingException decoding when decoding.getCause() instanceof JacksonException -> null;
            case DecodingException _ -> Rejection.of(CommonRejection.MALFORMED_JSON);
            case LogBusy _, RejectedExecutionException _ ->
                Rejection.of(CommonRejection.BUSY).retryAfter(Duration.ofSeconds(1));
            case OutcomeUnknown _ ->
                Rejection.of(CommonRejection.OUTCOME_UNKNOWN).retryAfter(Duration.ofSeconds(2));
            case LogUnavailable _ -> unavailable();
            case CannotGetJdbcConnectionException _, CannotCreateTransactionException _ -> unavailable();
            case TransientDataAccessException _, NonTransientDataAccessResourceException _ -> unavailable();
            case io.r2dbc.spi.R2dbcNonTransientResourceException _, io.r2dbc.spi.R2dbcTransientException _ ->
                unavailable();
            default -> null;
        };
    }

    private static Rejection unavailable() {
        return Rejection.of(CommonRejection.UNAVAILABLE).retryAfter(Duration.ofSeconds(2));
    }

    private static Rejection ofJson(JacksonException json) {
        return switch (json) {
            case UnrecognizedPropertyException unknown ->
                Rejection.of(CommonRejection.FIELD_UNKNOWN).at(path(unknown));
            case StreamReadException _ -> Rejection.of(CommonRejection.MALFORMED_JSON);
            case DatabindException invalid ->
                Rejection.of(CommonRejection.FIELD_INVALID, reason(invalid)).at(path(invalid));
            default -> Rejection.of(CommonRejection.MALFORMED_JSON);
        };
    }

    // Only our own value types explain themselves; the library's messages name classes and quote the input.
    private static String reason(DatabindException invalid) {
        var cause = invalid.getCause();
        return cause instanceof IllegalArgumentException && cause.getMessage() != null
                ? cause.getMessage()
                : CommonRejection.FIELD_INVALID.message();
    }

    private static String path(DatabindException invalid) {
        var path = new StringBuilder();
        for (var step : invalid.getPath()) {
            if (step.getPropertyName() == null) {
                path.append('[').append(step.getIndex()).append(']');
            } else {
                path.append(path.isEmpty() ? "" : ".").append(step.getPropertyName());
            }
        }
        return path.isEmpty() ? "$" : path.toString();
    }

    private static @Nullable Rejection ofInput(ServerWebInputException input) {
        if (input instanceof MissingRequestValueException missing) {
            return Rejection.of(CommonRejection.PARAMETER_INVALID, "%s is missing.".formatted(missing.getName()))
                    .at(missing.getName());
        }
        var parameter = input.getMethodParameter();
        if (input.getCause() == null && parameter != null && "No request body".equals(input.getReason())) {
            return Rejection.of(CommonRejection.FIELD_REQUIRED, "This endpoint needs a JSON body.")
                    .at("$");
        }
        if (input.getCause() instanceof DecodingException decoding) {
            // The cause knows the field; the loop comes to it next.
            return decoding.getCause() == null ? Rejection.of(CommonRejection.MALFORMED_JSON) : null;
        }
        var name = parameter == null ? null : parameter.getParameterName();
        var refusal = Rejection.of(CommonRejection.PARAMETER_INVALID);
        return name == null ? refusal : refusal.at(name);
    }

    private static @Nullable Rejection ofStatus(ResponseStatusException failure) {
        return switch (HttpStatus.resolve(failure.getStatusCode().value())) {
            case BAD_REQUEST -> Rejection.of(CommonRejection.PARAMETER_INVALID);
            case NOT_FOUND -> Rejection.of(CommonRejection.NOT_FOUND);
            case METHOD_NOT_ALLOWED -> Rejection.of(CommonRejection.METHOD_NOT_ALLOWED);
            case NOT_ACCEPTABLE -> Rejection.of(CommonRejection.NOT_ACCEPTABLE);
            case CONTENT_TOO_LARGE -> Rejection.of(CommonRejection.PAYLOAD_TOO_LARGE);
            case UNSUPPORTED_MEDIA_TYPE -> Rejection.of(CommonRejection.MEDIA_TYPE_UNSUPPORTED);
            case null, default -> null;
        };
    }
}
