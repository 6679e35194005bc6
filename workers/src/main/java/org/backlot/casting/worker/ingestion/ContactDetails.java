// Why this file exists: what a call says is published, how to reach whoever posts it is not; and posts have a number in
// every second line.
package org.backlot.casting.worker.ingestion;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Addresses and numbers of people within a text. */
final class ContactDetails {
    private static final String HIDDEN = "[…]";

    private static final Pattern MAIL = Pattern.compile("[\\p{L}0-9._%+-]+@[\\p{L}0-9-]+(?:\\.[\\p{L}0-9-]+)+");
    private static final Pattern LINK =
            Pattern.compile("(?:https?://)?(?:wa\\.me|api\\.whatsapp\\.com|chat\\.whatsapp\\.com|t\\.me)/[^\\s)\\]]+");
    /** Nine digits and more, in groups or not, in the digits of any script; never a date. */
    private static final Pattern NUMBER = Pattern.compile(
            "(?<![\\p{Nd}])(?!\\p{Nd}{1,2}[-./]\\p{Nd}{1,2}[-./]\\p{Nd}{4})(?!\\p{Nd}{4}[-./]\\p{Nd}{1,2}[-./]\\p{Nd}{1,2})"
                    + "[+＋]?(?:\\p{Nd}[ .()\\u00A0-]{0,2}){8,14}\\p{Nd}(?!\\p{Nd})");

    private ContactDetails() {}

    /** The text with every address and number hidden. */
    static String hidden(String text) {
        return NUMBER.matcher(
                        LINK.matcher(MAIL.matcher(text).replaceAll(HIDDEN)).replaceAll(HIDDEN))
                .replaceAll(HIDDEN);
    }

    /** The first address or number in a text. */
    static Optional<String> first(String text) {
        return Stream.of(MAIL, LINK, NUMBER)
                .map(pattern -> pattern.matcher(text))
                .filter(Matcher::find)
                .map(Matcher::group)
                .findFirst();
    }
}
