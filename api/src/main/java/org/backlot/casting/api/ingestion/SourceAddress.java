package org.backlot.casting.api.ingestion;

import java.util.regex.Pattern;
import org.backlot.shared.PublicUrl;

/**
 * What is read. The id of an older WhatsApp group begins with the telephone number of whoever made it, so an address is
 * personal; a chat with one person is none.
 *
 * @param value a {@link PublicUrl}, or the id of a group ({@code …@g.us}) or channel ({@code …@newsletter})
 */
public record SourceAddress(IngestionSourceKind kind, String value) {
    private static final Pattern CHAT = Pattern.compile("[0-9]{5,30}(?:-[0-9]{5,20})?@g\\.us|[0-9]{5,30}@newsletter");

    public SourceAddress {
        value = switch (kind) {
            case WEB -> new PublicUrl(value).text();
            case WHATSAPP -> chat(value);
        };
    }

    private static String chat(String given) {
        if (!CHAT.matcher(given).matches()) {
            throw new IllegalArgumentException("must be the id of a WhatsApp group or channel, …@g.us or …@newsletter");
        }
        return given;
    }

    @Override
    public String toString() {
        return "SourceAddress[" + kind + "]";
    }
}
