package org.backlot.identity.command.account;

import java.util.Locale;
import java.util.Set;
import org.backlot.identity.api.EmailAddress;

/**
 * Knows the passwords that are tried first. No leaked list is shipped: what such lists hold, from ten characters up, is
 * nearly always a well-known word with digits or signs around it, one word twice, a run of the keyboard, or the person's
 * own address; each of these is recognised.
 */
public final class WorstPasswords {
    private static final int FEWEST_DISTINCT = 5;
    private static final int SHORTEST_OWN_NAME = 4;
    private static final String RUNS = "01234567890123456789 98765432109876543210 abcdefghijklmnopqrstuvwxyz"
            + " zyxwvutsrqponmlkjihgfedcba qwertyuiopasdfghjklzxcvbnm qwertzuiopasdfghjkl azertyuiopqsdfghjklm"
            + " 1qaz2wsx3edc4rfv5tgb6yhn 1q2w3e4r5t6y7u8i9o0p qazwsxedcrfvtgbyhn poiuytrewq";
    private static final Set<String> WORDS = Set.of(
            "password",
            "passwort",
            "passw",
            "motdepasse",
            "contrasena",
            "qwerty",
            "qwertyuiop",
            "azerty",
            "welcome",
            "letmein",
            "iloveyou",
            "ilove",
            "admin",
            "administrator",
            "changeme",
            "secret",
            "default",
            "master",
            "monkey",
            "dragon",
            "sunshine",
            "princess",
            "football",
            "baseball",
            "superman",
            "batman",
            "starwars",
            "whatever",
            "trustno",
            "shadow",
            "michael",
            "jennifer",
            "jordan",
            "hunter",
            "computer",
            "internet",
            "access",
            "login",
            "test",
            "testing",
            "guest",
            "user",
            "hello",
            "helloworld",
            "freedom",
            "summer",
            "winter",
            "spring",
            "autumn",
            "january",
            "february",
            "march",
            "april",
            "june",
            "july",
            "august",
            "september",
            "october",
            "november",
            "december",
            "monday",
            "friday",
            "liverpool",
            "chelsea",
            "arsenal",
            "barcelona",
            "pokemon",
            "charlie",
            "thomas",
            "daniel",
            "jessica",
            "ashley",
            "mustang",
            "corvette",
            "mercedes",
            "ferrari",
            "pakistan",
            "india",
            "america",
            "canada",
            "london",
            "mumbai",
            "google",
            "facebook",
            "linkedin",
            "samsung",
            "backlot");

    private WorstPasswords() {}

    /** Whether this password would fall to the first guesses. */
    public static boolean include(String password, EmailAddress owner) {
        String lower = password.toLowerCase(Locale.ROOT);
        return lower.chars().distinct().count() < FEWEST_DISTINCT
                || RUNS.contains(lower)
                || isWordWithTrimmings(lower)
                || isWordWithTrimmings(plainLetters(trimmed(lower)))
                || isOwnAddress(lower, owner.value());
    }

    private static boolean isWordWithTrimmings(String lower) {
        String core = trimmed(lower);
        if (core.isEmpty()) {
            return false;
        }
        String half = core.substring(0, core.length() / 2);
        return WORDS.contains(core) || (WORDS.contains(half) && core.equals(half + half));
    }

    private static String trimmed(String lower) {
        return lower.replaceAll("^[^a-z]+|[^a-z]+$", "");
    }

    private static String plainLetters(String lower) {
        return lower.replace('@', 'a')
                .replace('0', 'o')
                .replace('1', 'i')
                .replace('3', 'e')
                .replace('$', 's')
                .replace('5', 's')
                .replace('7', 't');
    }

    private static boolean isOwnAddress(String lower, String address) {
        String local = address.substring(0, address.indexOf('@'));
        return lower.equals(address)
                || (local.length() >= SHORTEST_OWN_NAME && trimmed(lower).equals(local));
    }
}
