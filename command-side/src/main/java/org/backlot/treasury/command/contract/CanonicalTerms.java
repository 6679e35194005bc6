package org.backlot.treasury.command.contract;

import com.fasterxml.jackson.annotation.JsonValue;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.Set;
import org.backlot.treasury.api.ContractProof;
import org.erdtman.jcs.JsonCanonicalizer;
import org.erdtman.jcs.NumberToJSON;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.annotation.JsonDeserialize;

/**
 * The terms of a contract: any JSON object, in the one form that has one digest (RFC 8785). What could mean two things to
 * two readers is refused: a name twice in one object, a number that changes when read as a double, half a surrogate pair.
 *
 * @param json the canonical text
 */
@JsonDeserialize(using = CanonicalTerms.FromJson.class)
public record CanonicalTerms(@JsonValue String json) {
    /** The most bytes the terms may have, in UTF-8. */
    public static final int LARGEST = 256 * 1024;

    /** The deepest nesting of objects and arrays. */
    public static final int DEEPEST = 32;

    private static final int LONGEST_NUMBER = 400;
    private static final JsonFactory JSON = new JsonFactory();

    /**
     * Makes text canonical; text that is canonical already stays as it is.
     *
     * @throws IllegalArgumentException where it is no JSON object, or one that is refused
     */
    public CanonicalTerms {
        requireSmall(json);
        json = canonical(checked(json));
        requireSmall(json);
    }

    /** SHA-256 of the terms, in lower-case hexadecimal: what a signatory signs. */
    public String digest() {
        return ContractProof.termsDigest(json);
    }

    private static void requireSmall(String text) {
        if (text.length() > LARGEST || text.getBytes(StandardCharsets.UTF_8).length > LARGEST) {
            throw new IllegalArgumentException("terms must be at most %d bytes".formatted(LARGEST));
        }
    }

    private static String checked(String text) {
        try (var parser = JSON.createParser(ObjectReadContext.empty(), text)) {
            parser.nextToken();
            String copy = copied(parser);
            if (parser.nextToken() != null) {
                throw new IllegalArgumentException("terms must be one JSON object");
            }
            return copy;
        } catch (JacksonException e) {
            throw new IllegalArgumentException("terms must be a valid JSON object", e);
        }
    }

    private static String canonical(String text) {
        try {
            return new JsonCanonicalizer(text).getEncodedString();
        } catch (IOException e) {
            throw new IllegalArgumentException("terms have no canonical form (RFC 8785)", e);
        }
    }

    /** Copies the object at which the parser stands, token by token with numbers as written, and checks it meanwhile. */
    private static String copied(JsonParser parser) {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            throw new IllegalArgumentException("terms must be a JSON object");
        }
        var text = new StringWriter();
        try (var out = JSON.createGenerator(ObjectWriteContext.empty(), text)) {
            var names = new ArrayDeque<Set<String>>();
            int written = 0;
            for (var token = parser.currentToken(); token != null; token = parser.nextToken()) {
                written += copyOne(parser, token, out, names);
                if (written > LARGEST) {
                    throw new IllegalArgumentException("terms must be at most %d bytes".formatted(LARGEST));
                }
                if (names.isEmpty()) {
                    break;
                }
            }
        }
        return text.toString();
    }

    private static int copyOne(JsonParser parser, JsonToken token, JsonGenerator out, ArrayDeque<Set<String>> names) {
        switch (token) {
            case START_OBJECT -> {
                enter(names);
                out.writeStartObject();
            }
            case START_ARRAY -> {
                enter(names);
                out.writeStartArray();
            }
            case END_OBJECT -> {
                names.pop();
                out.writeEndObject();
            }
            case END_ARRAY -> {
                names.pop();
                out.writeEndArray();
            }
            case PROPERTY_NAME -> {
                String name = wellFormed(parser.currentName());
                if (!names.element().add(name)) {
                    throw new IllegalArgumentException("terms must not hold one name twice in the same object");
                }
                out.writeName(name);
                return name.length();
            }
            case VALUE_STRING -> {
                String value = wellFormed(parser.getString());
                out.writeString(value);
                return value.length();
            }
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> {
                String number = exactAsDouble(parser.getString());
                out.writeNumber(number);
                return number.length();
            }
            case VALUE_TRUE -> out.writeBoolean(true);
            case VALUE_FALSE -> out.writeBoolean(false);
            case VALUE_NULL -> out.writeNull();
            case NOT_AVAILABLE, VALUE_EMBEDDED_OBJECT -> throw new IllegalArgumentException("terms must be JSON");
        }
        return 1;
    }

    private static void enter(ArrayDeque<Set<String>> names) {
        if (names.size() == DEEPEST) {
            throw new IllegalArgumentException("terms must not nest deeper than %d".formatted(DEEPEST));
        }
        names.push(new HashSet<>());
    }

    // Canonical numbers are doubles (RFC 8785, 3.2.2.3): one that reads back as another would change the terms unseen.
    private static String exactAsDouble(String number) {
        if (number.length() <= LONGEST_NUMBER) {
            double read = Double.parseDouble(number);
            if (Double.isFinite(read) && new BigDecimal(shortest(read)).compareTo(new BigDecimal(number)) == 0) {
                return number;
            }
        }
        throw new IllegalArgumentException(
                "terms must not hold a number beyond the precision of a double; write it as a string");
    }

    private static String shortest(double finite) {
        try {
            return NumberToJSON.serializeNumber(finite);
        } catch (IOException e) {
            throw new UncheckedIOException("every finite double has a canonical form", e);
        }
    }

    private static String wellFormed(String text) {
        if (text.codePoints().anyMatch(c -> Character.getType(c) == Character.SURROGATE)) {
            throw new IllegalArgumentException("terms must be well-formed Unicode");
        }
        return text;
    }

    /** Reads the object from a request body as it was sent, before anybody rounds its numbers. */
    static final class FromJson extends ValueDeserializer<CanonicalTerms> {
        @Override
        public CanonicalTerms deserialize(JsonParser parser, DeserializationContext context) {
            try {
                return new CanonicalTerms(copied(parser));
            } catch (IllegalArgumentException e) {
                return CanonicalTerms.class.cast(context.handleInstantiationProblem(CanonicalTerms.class, null, e));
            }
        }
    }
}
