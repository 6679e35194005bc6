package org.backlot.identity.app;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.backlot.identity.api.AccountRole;
import org.backlot.identity.api.EmailAddress;
import org.backlot.identity.command.account.OperatorRoles;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/** The operator's list from {@code backlot.operators}, entries such as {@code auditor:audit@example.org}. */
@Component
final class ListedOperatorRoles implements OperatorRoles {
    private record Entry(AccountRole role, EmailAddress email) {}

    private final Set<Entry> entries;

    ListedOperatorRoles(Environment environment) {
        var listed = new HashSet<Entry>();
        var texts = Binder.get(environment)
                .bind("backlot.operators", Bindable.listOf(String.class))
                .orElse(List.of());
        for (var text : texts) {
            if (!text.isBlank()) {
                listed.add(entry(text));
            }
        }
        this.entries = Set.copyOf(listed);
    }

    @Override
    public boolean mayHold(EmailAddress email, AccountRole role) {
        return entries.contains(new Entry(role, email));
    }

    private static Entry entry(String text) {
        var parts = text.strip().split(":", 2);
        if (parts.length != 2) {
            // Without the text: it is an address, and this message reaches a log.
            throw new IllegalArgumentException("backlot.operators: an entry is not of the form role:address");
        }
        return new Entry(AccountRole.parse(parts[0].strip()), new EmailAddress(parts[1]));
    }
}
