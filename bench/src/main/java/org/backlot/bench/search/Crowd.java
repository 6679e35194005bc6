// Why this file exists: what a search costs depends on how often words occur. So the people are made up, but their
// names,
// skills and places are as unevenly spread as those of people are.
package org.backlot.bench.search;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.stream.IntStream;
import org.backlot.casting.api.AgeRange;
import org.backlot.casting.api.CallContent;
import org.backlot.casting.api.CallEvent.CallDrafted;
import org.backlot.casting.api.CallEvent.CallPublished;
import org.backlot.casting.api.CastingLine;
import org.backlot.casting.api.CastingProse;
import org.backlot.casting.api.CastingRole;
import org.backlot.casting.api.Experience;
import org.backlot.casting.api.PublishGate;
import org.backlot.casting.api.TalentDetails;
import org.backlot.casting.api.TalentEvent.TalentProfileCreated;
import org.backlot.identity.api.PersonName;
import org.backlot.identity.api.VerificationEvent.IdentityVerified;
import org.backlot.identity.api.VerificationMethod;
import org.backlot.shared.Event;
import org.backlot.shared.id.AccountId;
import org.backlot.shared.id.CastingCallId;
import org.backlot.shared.id.CastingRoleId;
import org.backlot.shared.id.WorkspaceId;
import org.backlot.shared.personal.Personal;

/** Talents and calls, the same ones for the same seed. */
final class Crowd {
    private static final List<String> FIRST = List.of(
            "Mohammed",
            "محمد",
            "Ahmed",
            "أحمد",
            "Sara",
            "سارة",
            "Khalid",
            "خالد",
            "Noura",
            "نورة",
            "Omar",
            "عمر",
            "Layla",
            "ليلى",
            "Yousef",
            "يوسف",
            "Fatimah",
            "فاطمة",
            "Abdullah",
            "عبدالله",
            "Reem",
            "ريم",
            "Ali",
            "علي",
            "Huda",
            "هدى",
            "Hassan",
            "حسن",
            "Mariam",
            "مريم",
            "Ibrahim",
            "إبراهيم",
            "Salma",
            "سلمى",
            "Faisal",
            "فيصل",
            "Dana",
            "دانة",
            "Turki",
            "تركي",
            "James",
            "Emma",
            "Lina",
            "José",
            "Priya",
            "Waleed",
            "وليد",
            "Amira",
            "أميرة",
            "Nasser",
            "ناصر");
    private static final List<String> LAST = List.of(
            "Al-Harbi",
            "الحربي",
            "Al-Otaibi",
            "العتيبي",
            "Al-Ghamdi",
            "الغامدي",
            "Al-Qahtani",
            "القحطاني",
            "Al-Zahrani",
            "الزهراني",
            "Al-Dossari",
            "الدوسري",
            "Al-Shehri",
            "الشهري",
            "Mansour",
            "منصور",
            "Haddad",
            "حداد",
            "Saleh",
            "صالح",
            "Khan",
            "Wilson",
            "García",
            "Nair",
            "Al-Mutairi",
            "المطيري",
            "Farouk",
            "فاروق",
            "Al-Rashid",
            "الراشد");
    private static final List<String> SKILLS = List.of(
            "Acting",
            "تمثيل",
            "Voice Over",
            "Singing",
            "Dancing",
            "غناء",
            "Modeling",
            "Horse Riding",
            "Presenting",
            "Comedy",
            "Theatre",
            "Driving",
            "Stunts",
            "Swimming",
            "ركوب الخيل",
            "Photography",
            "مسرح",
            "Fencing",
            "Guitar",
            "Piano",
            "Football",
            "Martial Arts",
            "تقديم برامج",
            "Makeup",
            "Writing",
            "Diving",
            "Parkour",
            "Falconry",
            "Oud",
            "Improvisation",
            "Boxing",
            "Cooking",
            "Poetry",
            "Violin",
            "Acrobatics",
            "Camel Riding");
    private static final List<String> LANGUAGES = List.of(
            "Arabic", "English", "العربية", "French", "Urdu", "Hindi", "Turkish", "Spanish", "German", "Persian");
    private static final List<String> CITIES = List.of(
            "Riyadh",
            "Jeddah",
            "الرياض",
            "جدة",
            "Dubai",
            "Cairo",
            "Dammam",
            "Khobar",
            "Kuwait City",
            "Doha",
            "Amman",
            "Beirut",
            "القاهرة",
            "Abha",
            "AlUla",
            "Tabuk",
            "Manama",
            "Muscat",
            "Tunis",
            "Casablanca",
            "London",
            "Istanbul",
            "Mumbai",
            "Los Angeles",
            "Berlin");
    private static final List<String> PHRASES = List.of(
            "Trained actor with stage experience",
            "ممثلة مسرح من الرياض",
            "has played leads in series",
            "ممثل سينمائي",
            "photographer and traveller",
            "loves horses and the desert",
            "stunt driver on two films",
            "مقدم برامج",
            "sings in choirs",
            "dances since childhood",
            "شارك في أفلام قصيرة",
            "voice of commercials");
    private static final List<Experience> EXPERIENCE = List.of(Experience.values());
    private static final List<AgeRange> GROWN =
            List.of(AgeRange.FROM_18, AgeRange.FROM_26, AgeRange.FROM_36, AgeRange.OVER_50);
    private static final int WORDS = 20_000;
    private static final int BIO = 18;

    private final SplittableRandom random;
    private final Instant now;

    Crowd(long seed, Instant now) {
        this.random = new SplittableRandom(seed);
        this.now = now;
    }

    /**
     * One of them.
     *
     * @param hidden whether nobody may see them
     */
    record Someone(UUID id, boolean hidden, List<Event> events) {}

    Someone talent() {
        var id = new UUID(random.nextLong(), random.nextLong());
        var account = new AccountId(id);
        boolean hidden = random.nextInt(50) == 0;
        var details = new TalentDetails(
                new PersonName(uneven(FIRST) + " " + uneven(LAST)),
                new CastingProse(prose()),
                lines(SKILLS, 1 + random.nextInt(4)),
                random.nextInt(5) == 0 ? null : even(EXPERIENCE),
                random.nextInt(3) == 0 ? null : new CastingProse(prose()),
                lines(LANGUAGES, 1 + random.nextInt(2)),
                new CastingLine(uneven(CITIES)));
        var at = now.minus(Duration.ofHours(random.nextInt(120 * 24)));
        var events = new ArrayList<Event>();
        events.add(new TalentProfileCreated(
                account,
                Personal.of(LocalDate.EPOCH),
                hidden ? AgeRange.UNDER_18 : even(GROWN),
                Personal.of(details),
                at));
        if (!hidden && random.nextInt(10) < 3) {
            events.addFirst(verified(account));
        }
        return new Someone(id, hidden, events);
    }

    Someone call() {
        var id = new UUID(random.nextLong(), random.nextLong());
        var maker = new AccountId(new UUID(7, random.nextInt(500)));
        var at = now.minus(Duration.ofHours(random.nextInt(60 * 24)));
        var roles = IntStream.range(0, 1 + random.nextInt(3))
                .mapToObj(_ -> new CastingRole(
                        new CastingRoleId(new UUID(random.nextLong(), random.nextLong())),
                        new CastingLine(uneven(FIRST)),
                        null,
                        List.of(even(GROWN)),
                        lines(SKILLS, 2),
                        lines(LANGUAGES, 1)))
                .toList();
        var content = new CallContent(
                new CastingLine(uneven(SKILLS) + " for " + word()),
                new CastingProse(prose()),
                new CastingLine(word() + " Films"),
                new CastingLine(uneven(CITIES)),
                null,
                null,
                null,
                roles);
        return new Someone(
                id,
                false,
                List.of(
                        new CallDrafted(new CastingCallId(id), new WorkspaceId(new UUID(8, 8)), maker, content, at),
                        new CallPublished(new CastingCallId(id), PublishGate.MODERATION, null, at)));
    }

    /** Some of those who make calls. */
    List<Event> verifiedMakers() {
        return IntStream.range(0, 150)
                .<Event>mapToObj(maker -> verified(new AccountId(new UUID(7, maker))))
                .toList();
    }

    private IdentityVerified verified(AccountId account) {
        return new IdentityVerified(
                account,
                VerificationMethod.MODERATOR,
                new AccountId(new UUID(9, 9)),
                "seen",
                now.plus(Duration.ofDays(300)),
                now);
    }

    // The first of a list is the most frequent: about as often as the next two together.
    private <T> T uneven(List<T> values) {
        return values.get((int) (values.size() * Math.pow(random.nextDouble(), 2)));
    }

    private <T> T even(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }

    private List<CastingLine> lines(List<String> values, int count) {
        return IntStream.range(0, count)
                .mapToObj(_ -> new CastingLine(uneven(values)))
                .distinct()
                .toList();
    }

    private String prose() {
        var prose = new StringBuilder(uneven(PHRASES));
        for (int number = 0; number < BIO; number++) {
            prose.append(' ').append(word());
        }
        return prose.append('.').toString();
    }

    /** One of twenty thousand words, few of which are frequent. */
    private String word() {
        int number = (int) Math.pow(WORDS, random.nextDouble());
        var syllables = "ba de fi go lu ma ne pi ro su ta ve wi xo zu ka ja he".split(" ");
        var word = new StringBuilder();
        for (int rest = number + syllables.length; rest > 0; rest /= syllables.length) {
            word.append(syllables[rest % syllables.length]);
        }
        return word.toString();
    }
}
