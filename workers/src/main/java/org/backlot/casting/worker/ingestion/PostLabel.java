package org.backlot.casting.worker.ingestion;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;
import java.util.Optional;
import org.backlot.casting.api.ingestion.PlainWords;

/** What a line of a well-formed post says before its colon, in English or Arabic. */
enum PostLabel {
    TITLE("title", "casting call", "project", "العنوان", "عنوان", "المشروع"),
    ROLE("role", "roles", "character", "الدور", "الأدوار", "الشخصية"),
    DESCRIPTION("description", "details", "about", "الوصف", "التفاصيل", "نبذة"),
    COMPANY("company", "production", "الشركة", "الجهة", "شركة الإنتاج"),
    LOCATION("location", "place", "city", "الموقع", "المكان", "المدينة"),
    DEADLINE("deadline", "apply by", "آخر موعد", "الموعد النهائي", "آخر موعد للتقديم"),
    COMPENSATION("compensation", "pay", "fee", "الأجر", "المقابل", "المكافأة"),
    REQUIREMENTS("requirements", "الشروط", "المتطلبات"),
    AGE("age", "ages", "العمر", "الفئة العمرية"),
    SKILLS("skills", "المهارات"),
    LANGUAGES("language", "languages", "اللغة", "اللغات"),
    CONTACT("contact", "apply", "to apply", "للتواصل", "التواصل", "للتقديم", "تواصل");

    private static final int LONGEST = 60;

    private final List<String> names;

    PostLabel(String... names) {
        this.names = Arrays.stream(names).map(PlainWords::of).toList();
    }

    /** The label and what follows it; empty for a line without one. */
    static Optional<Entry<PostLabel, String>> read(String line) {
        int colon = colon(line);
        if (colon < 1 || colon > LONGEST) {
            return Optional.empty();
        }
        // Marks of emphasis and lists are no words.
        var name = PlainWords.of(line.substring(0, colon));
        return Arrays.stream(values())
                .filter(label -> label.names.contains(name))
                .findFirst()
                .map(label -> Map.entry(label, unmarked(line.substring(colon + 1))));
    }

    boolean begins(String line) {
        return read(line).filter(read -> read.getKey() == this).isPresent();
    }

    private static int colon(String line) {
        int ascii = line.indexOf(':');
        int wide = line.indexOf('：');
        return ascii < 0 ? wide : wide < 0 ? ascii : Math.min(ascii, wide);
    }

    private static String unmarked(String value) {
        return value.replaceFirst("^[\\s*_]+", "").replaceFirst("[\\s*_]+$", "");
    }
}
