package org.backlot.identity.app;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.backlot.eventstore.FencedFacts;
import org.backlot.eventstore.FencedFacts.Fact;
import org.backlot.eventstore.SharedReads;
import org.backlot.eventstore.axon.Presumption;
import org.backlot.identity.api.Capability;
import org.backlot.identity.api.WorkspaceRole;
import org.backlot.identity.api.access.Standing;
import org.backlot.identity.command.access.Standings;
import org.backlot.platform.command.CommittedReads;
import org.backlot.shared.id.AccountId;
import org.backlot.shared.id.ProjectId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.SqlArrayValue;
import org.springframework.stereotype.Component;

/**
 * Reads the access view; who asks while others wait is answered by the same query. A command may lean on what was read
 * before: its commit is refused where somebody has taken something away since, on whichever node.
 */
@Component
public final class SharedStandings implements Standings {
    private static final int AT_A_TIME = 2;
    private static final String STANDINGS = """
            select asked.number, t.project_id, m.role, c.capabilities, p.account_id is not null as party,
                (select fence from log.head) as fence
            from unnest(?, ?) with ordinality as asked (account_id, thing_id, number)
            join access.thing t on t.id = asked.thing_id
            left join access.member m on m.workspace_id = t.workspace_id and m.account_id = asked.account_id
            left join access.capability c on c.project_id = t.project_id and c.account_id = asked.account_id
            left join access.party p on p.thing_id = t.id and p.account_id = asked.account_id
            """;

    private record Asked(AccountId account, UUID thing) {}

    private final FencedFacts<Asked, Placed> kept = new FencedFacts<>();
    private final JdbcClient jdbc;
    private final SharedReads<Asked, Optional<Fact<Placed>>> reads = new SharedReads<>(AT_A_TIME, this::read);

    SharedStandings(CommittedReads reads) {
        this.jdbc = reads.jdbc();
    }

    @Override
    public Optional<Placed> of(AccountId account, UUID thing) {
        var asked = new Asked(account, thing);
        return Presumption.current()
                .flatMap(presumption -> presumed(asked, presumption))
                .or(() -> reads.ask(asked).map(fact -> {
                    kept.keep(asked, fact);
                    return fact.value();
                }));
    }

    private Optional<Placed> presumed(Asked asked, Presumption presumption) {
        return kept.find(asked).map(fact -> {
            presumption.onFact(fact.fence());
            return fact.value();
        });
    }

    private List<Optional<Fact<Placed>>> read(List<Asked> questions) {
        var answers = new ArrayList<Optional<Fact<Placed>>>(Collections.nCopies(questions.size(), Optional.empty()));
        jdbc.sql(STANDINGS)
                .param(uuids(
                        questions.stream().map(asked -> asked.account().value()).toList()))
                .param(uuids(questions.stream().map(Asked::thing).toList()))
                .query(row -> {
                    answers.set(row.getInt("number") - 1, Optional.of(new Fact<>(placed(row), row.getLong("fence"))));
                });
        return answers;
    }

    private static SqlArrayValue uuids(List<UUID> values) {
        return new SqlArrayValue("uuid", (Object[]) values.toArray(UUID[]::new));
    }

    private static Placed placed(ResultSet row) throws SQLException {
        var capabilities = EnumSet.noneOf(Capability.class);
        var held = row.getArray("capabilities");
        if (held != null) {
            for (var name : (String[]) held.getArray()) {
                capabilities.add(Capability.valueOf(name));
            }
        }
        return new Placed(
                new ProjectId(row.getObject("project_id", UUID.class)),
                new Standing(
                        Optional.ofNullable(row.getString("role")).map(WorkspaceRole::parse),
                        capabilities,
                        row.getBoolean("party")));
    }
}
