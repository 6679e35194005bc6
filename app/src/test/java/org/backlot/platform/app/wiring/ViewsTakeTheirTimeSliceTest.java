package org.backlot.platform.app.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.backlot.logistics.api.DispatchEvent.GearReturned;
import org.backlot.platform.query.Reads;
import org.backlot.shared.id.AccountId;
import org.backlot.shared.id.DispatchId;
import org.backlot.shared.id.ProjectId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;

@DisplayName("A view that would take an hour for its next look at the log")
class ViewsTakeTheirTimeSliceTest {
    private static final Duration LONG = Duration.ofSeconds(30);

    private LogSlice slice;
    private Scenes scenes;

    @BeforeEach
    void start() {
        scenes = new Scenes(() -> slice.jdbc());
        slice = LogSlice.with(Map.of("backlot.views.gather", "1h"), () -> List.of(scenes));
        read();
    }

    @AfterEach
    void stop() {
        slice.close();
    }

    @Test
    @DisplayName("PLT-6: takes what has happened at once when somebody waits for it, and not before")
    void waitedFor() {
        slice.tell(Scenes.completed(1, 10));
        slice.tell(Scenes.completed(1, 11));
        assertThat(scenes.of(1)).as("before anybody waits").isEmpty();

        assertThat(read()).isEqualTo("10 11");
        slice.tell(Scenes.completed(1, 12));
        assertThat(read()).as("waited for a second time").isEqualTo("10 11 12");
    }

    @Test
    @DisplayName("PLT-6: lets what does not concern it pass at once when somebody waits for it")
    void passedBy() {
        slice.tell(Scenes.completed(1, 10));
        slice.tell(new GearReturned(
                new DispatchId(new UUID(1, 1)),
                new ProjectId(new UUID(1, 2)),
                new AccountId(new UUID(8, 8)),
                Scenes.NOON));

        assertThat(read()).isEqualTo("10");
    }

    private String read() {
        return Objects.requireNonNull(new Reads(slice.bean(DatabaseClient.class))
                .ofNow(Scenes.NAME, () -> Mono.fromSupplier(() -> scenes.of(1)))
                .block(LONG));
    }
}
