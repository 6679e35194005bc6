package org.backlot.casting.query.search.memory;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/** Those whom documents are of. What changes of one of them changes for all their documents at once. */
final class People {
    /** Made what nobody made. */
    static final Person NOBODY = new Person(new UUID(0, 0));

    private final Map<UUID, Person> people = new HashMap<>();

    /** Somebody, as far as that was copied. */
    static final class Person {
        private final UUID account;
        private boolean shown;
        private Instant verifiedUntil = Instant.MIN;

        private Person(UUID account) {
            this.account = account;
        }

        UUID account() {
            return account;
        }

        boolean isShown() {
            return shown;
        }

        boolean isVerified(Instant now) {
            return now.isBefore(verifiedUntil);
        }
    }

    /** The same one for each of their documents. */
    Person of(UUID account) {
        return people.computeIfAbsent(account, Person::new);
    }

    void know(KnownPerson known) {
        var person = of(known.account());
        person.shown = known.shown();
        person.verifiedUntil = known.verifiedUntil().orElse(Instant.MIN);
    }
}
