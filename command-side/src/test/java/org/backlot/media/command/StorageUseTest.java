package org.backlot.media.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.backlot.media.api.MediaRejection;
import org.backlot.shared.Rejection;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class StorageUseTest {
    private static final long ALLOWED = 1_000;

    @Test
    @DisplayName("MED-5 CLP-11: an upload fits to the last byte of the plan, and no further")
    void last_byte() {
        var use = new StorageUse(600, 0);
        assertThatCode(() -> use.requireRoomFor(400, ALLOWED)).doesNotThrowAnyException();
        full(() -> use.requireRoomFor(401, ALLOWED), 600, 0, Optional.of(401L));
        full(() -> use.requireRoomFor(Long.MAX_VALUE, ALLOWED), 600, 0, Optional.of(Long.MAX_VALUE));
    }

    @Test
    @DisplayName("MED-5 CLP-11: what is promised is taken, whether or not it has come")
    void promises() {
        var use = new StorageUse(100, 800);
        assertThatCode(() -> use.requireRoomFor(100, ALLOWED)).doesNotThrowAnyException();
        full(() -> use.requireRoomFor(101, ALLOWED), 100, 800, Optional.of(101L));
        full(() -> new StorageUse(100, 900).requireAnyRoom(ALLOWED), 100, 900, Optional.empty());
    }

    @Test
    @DisplayName(
            "MED-5 CLP-11: a job is let in while a byte is left; beyond the line, where a smaller plan has come, nothing is")
    void jobs() {
        assertThatCode(() -> new StorageUse(999, 0).requireAnyRoom(ALLOWED)).doesNotThrowAnyException();
        full(() -> new StorageUse(1_000, 0).requireAnyRoom(ALLOWED), 1_000, 0, Optional.empty());
        full(() -> new StorageUse(5_000, 0).requireRoomFor(1, ALLOWED), 5_000, 0, Optional.of(1L));
    }

    private static void full(ThrowingCallable asked, long used, long promised, Optional<Long> wanted) {
        assertThatThrownBy(asked).isInstanceOfSatisfying(Rejection.class, refusal -> {
            assertThat(refusal.code()).isEqualTo(MediaRejection.STORAGE_QUOTA_EXCEEDED);
            assertThat(refusal.code().status()).isEqualTo(429);
            assertThat(refusal.retryAfter()).contains(Duration.ofHours(1));
            assertThat(refusal.extras())
                    .containsAllEntriesOf(
                            Map.of("resource", "storageBytes", "limit", ALLOWED, "used", used, "promised", promised));
            assertThat(Optional.ofNullable(refusal.extras().get("wanted"))).isEqualTo(wanted);
        });
    }
}
