package org.backlot.casting.command.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.backlot.casting.api.CastingLine;
import org.backlot.casting.api.CastingRejection;
import org.backlot.casting.api.ingestion.IngestionSourceCommand.AddSource;
import org.backlot.casting.api.ingestion.IngestionSourceCommand.EditSource;
import org.backlot.casting.api.ingestion.IngestionSourceCommand.PauseSource;
import org.backlot.casting.api.ingestion.IngestionSourceCommand.RemoveSource;
import org.backlot.casting.api.ingestion.IngestionSourceCommand.ReportRun;
import org.backlot.casting.api.ingestion.IngestionSourceCommand.ResumeSource;
import org.backlot.casting.api.ingestion.IngestionSourceEvent;
import org.backlot.casting.api.ingestion.IngestionSourceEvent.SourceAdded;
import org.backlot.casting.api.ingestion.IngestionSourceEvent.SourceFailing;
import org.backlot.casting.api.ingestion.IngestionSourceEvent.SourceRecovered;
import org.backlot.casting.api.ingestion.IngestionSourceEvent.SourceRemoved;
import org.backlot.casting.api.ingestion.IngestionSourceKind;
import org.backlot.casting.api.ingestion.Keywords;
import org.backlot.casting.api.ingestion.RunFailure;
import org.backlot.casting.api.ingestion.SourceAddress;
import org.backlot.casting.api.ingestion.SourceOrder;
import org.backlot.casting.api.ingestion.SourceSettings;
import org.backlot.platform.command.Claims;
import org.backlot.shared.CommonRejection;
import org.backlot.shared.Rejection;
import org.backlot.shared.RejectionCode;
import org.backlot.shared.id.AccountId;
import org.backlot.shared.id.IngestionSourceId;
import org.backlot.shared.personal.Personal;
import org.backlot.shared.personal.SubjectKeys;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class IngestionSourceTest {
    private static final IngestionSourceId SOURCE = new IngestionSourceId(new UUID(5, 1));
    private static final AccountId MODERATOR = new AccountId(new UUID(5, 2));
    private static final Instant NOON = Instant.parse("2026-11-29T12:00:00Z");
    private static final SourceAddress PAGE =
            new SourceAddress(IngestionSourceKind.WEB, "https://casting.example/calls");

    private IngestionSource source = IngestionSource.absent();

    private List<IngestionSourceEvent> then(List<IngestionSourceEvent> events) {
        events.forEach(event -> source = source.evolve(event));
        return events;
    }

    private static SourceSettings named(String name) {
        return new SourceSettings(new CastingLine(name), Keywords.STANDARD, false, 20, null);
    }

    private static AddSource add(String name) {
        return new AddSource(SOURCE, Personal.of(PAGE), named(name), MODERATOR);
    }

    private List<IngestionSourceEvent> report(@Nullable RunFailure failure) {
        return then(source.report(new ReportRun(SOURCE, failure), NOON));
    }

    @Test
    @DisplayName("CST-4: a source is added once, edited to something else only, and its address stays")
    void added() {
        assertThat(then(source.add(add("One"), NOON))).hasSize(1);
        assertThat(source.add(add("One"), NOON)).isEmpty();
        assertThatThrownBy(() -> source.add(add("Two"), NOON))
                .isInstanceOfSatisfying(
                        Rejection.class, refusal -> assertThat(refusal.code()).isEqualTo(CommonRejection.ID_TAKEN));
        assertThat(source.edit(new EditSource(SOURCE, named("One"), MODERATOR), NOON))
                .isEmpty();
        then(source.edit(new EditSource(SOURCE, named("Two"), MODERATOR), NOON));
        assertThat(source.order()).isEqualTo(new SourceOrder.Read(SOURCE, PAGE, named("Two")));
    }

    @Test
    @DisplayName("CST-4: paused it waits, resumed it is read, removed it stops; each once")
    void paused() {
        then(source.add(add("One"), NOON));
        var pause = new PauseSource(SOURCE, MODERATOR, "noisy");
        assertThat(then(source.pause(pause, NOON))).hasSize(1);
        assertThat(source.pause(pause, NOON)).isEmpty();
        assertThat(source.order()).isEqualTo(new SourceOrder.Wait(IngestionSourceKind.WEB));
        assertThat(then(source.resume(new ResumeSource(SOURCE, MODERATOR), NOON)))
                .hasSize(1);
        assertThat(source.resume(new ResumeSource(SOURCE, MODERATOR), NOON)).isEmpty();
        assertThat(then(source.remove(new RemoveSource(SOURCE, MODERATOR, "gone"), NOON)))
                .hasSize(1);
        assertThat(source.remove(new RemoveSource(SOURCE, MODERATOR, "gone"), NOON))
                .isEmpty();
        assertThat(source.order()).isEqualTo(new SourceOrder.Stop());
        assertThatThrownBy(() -> source.pause(pause, NOON))
                .isInstanceOfSatisfying(
                        Rejection.class, refusal -> assertThat(refusal.code()).isEqualTo(CommonRejection.NOT_FOUND));
    }

    @Test
    @DisplayName("CST-4: of many runs only those are kept that end otherwise than the one before")
    void health() {
        then(source.add(add("One"), NOON));
        assertThat(report(null)).isEmpty();
        assertThat(report(RunFailure.UNAVAILABLE))
                .containsExactly(new SourceFailing(SOURCE, RunFailure.UNAVAILABLE, NOON));
        assertThat(report(RunFailure.UNAVAILABLE)).isEmpty();
        assertThat(report(RunFailure.CREDIT_USED_UP)).hasSize(1);
        assertThat(report(null)).containsExactly(new SourceRecovered(SOURCE, NOON));
        assertThat(report(null)).isEmpty();
        then(source.remove(new RemoveSource(SOURCE, MODERATOR, "gone"), NOON));
        assertThat(report(RunFailure.UNAVAILABLE)).isEmpty();
    }

    @Test
    @DisplayName("CST-4: the address is claimed with the source, and given up and forgotten with it")
    void aggregate() {
        var done = new ArrayList<String>();
        var fixture = new AggregateTestFixture<>(IngestionSourceAggregate.class);
        fixture.registerInjectableResource(Clock.fixed(NOON, ZoneOffset.UTC));
        fixture.registerInjectableResource(new NotedClaims(done));
        fixture.registerInjectableResource(new NotedKeys(done));
        var added = new SourceAdded(SOURCE, PAGE.kind(), Personal.of(PAGE), named("One"), MODERATOR, NOON);

        fixture.givenNoPriorActivity().when(add("One")).expectEvents(added);
        fixture.given(added)
                .when(new RemoveSource(SOURCE, MODERATOR, "gone"))
                .expectEvents(new SourceRemoved(SOURCE, MODERATOR, "gone", NOON));

        assertThat(done)
                .containsExactly(
                        "claim WEB https://casting.example/calls SOURCE_KNOWN",
                        "release ingestion-source/" + SOURCE,
                        "destroy " + SOURCE);
    }

    private record NotedClaims(List<String> done) implements Claims {
        @Override
        public void claim(String kind, String value, String owner, RejectionCode taken) {
            assertThat(taken).isEqualTo(CastingRejection.SOURCE_KNOWN);
            done.add("claim " + value + " " + taken.name());
        }

        @Override
        public Optional<String> ownerOf(String kind, String value) {
            return Optional.empty();
        }

        @Override
        public void releaseAll(String owner) {
            done.add("release " + owner);
        }
    }

    private record NotedKeys(List<String> done) implements SubjectKeys {
        @Override
        public Optional<byte[]> keyFor(UUID subject) {
            return Optional.empty();
        }

        @Override
        public Optional<byte[]> existingKey(UUID subject) {
            return Optional.empty();
        }

        @Override
        public void destroy(UUID subject) {
            done.add("destroy " + subject);
        }
    }
}
