package org.backlot.media.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.backlot.identity.api.AccountEvent.AccountErased;
import org.backlot.log.api.RecordedEvent;
import org.backlot.log.query.SlicePostgres;
import org.backlot.media.api.AssetStatus;
import org.backlot.media.api.ContainerFacts;
import org.backlot.media.api.DifferenceHash;
import org.backlot.media.api.FileName;
import org.backlot.media.api.MediaContentType;
import org.backlot.media.api.MediaEvent.AssetDeleted;
import org.backlot.media.api.MediaEvent.AssetFingerprinted;
import org.backlot.media.api.MediaEvent.AssetProbed;
import org.backlot.media.api.MediaEvent.AssetRefused;
import org.backlot.media.api.MediaEvent.AssetScanned;
import org.backlot.media.api.MediaEvent.UploadConfirmed;
import org.backlot.media.api.MediaEvent.UploadExpired;
import org.backlot.media.api.MediaEvent.UploadRequested;
import org.backlot.media.api.RefusalReason;
import org.backlot.media.api.ScanVerdict;
import org.backlot.media.api.StorageKey;
import org.backlot.media.projection.MediaProjection;
import org.backlot.shared.Event;
import org.backlot.shared.Rejection;
import org.backlot.shared.id.AccountId;
import org.backlot.shared.id.MediaAssetId;
import org.backlot.shared.id.WorkspaceId;
import org.backlot.shared.personal.Personal;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import reactor.core.publisher.Mono;

/** Uploads from event to answer on a real database: what the projection writes is what the readers read. */
class MediaViewSliceTest {
    private static final Instant START = Instant.parse("2026-11-20T06:00:00Z");
    private static final WorkspaceId HOUSE = new WorkspaceId(new UUID(1, 1));
    private static final WorkspaceId OTHER_HOUSE = new WorkspaceId(new UUID(1, 2));
    private static final AccountId NOURA = new AccountId(new UUID(2, 1));
    private static final MediaContentType MP4 = new MediaContentType("video/mp4");
    private static final ContainerFacts FACTS = new ContainerFacts(90_000, 1920, 1080, "h264", "aac", 8_000_000);

    private final JdbcClient jdbc = SlicePostgres.jdbc();
    private final MediaProjection projection = new MediaProjection(jdbc);
    private final Assets assets = new Assets(SlicePostgres.reactive());
    private long position;

    @BeforeEach
    void fresh_view() {
        jdbc.sql("drop schema if exists media cascade; create schema media; set search_path = media, public")
                .update();
        jdbc.sql(projection.ddl()).update();
        jdbc.sql("set search_path = media, public").update();
    }

    @Test
    @DisplayName("MED-1 MED-2: a file is shown with all that is known of it")
    void everything() {
        uploaded(1, HOUSE);
        happened(
                new AssetProbed(asset(1), HOUSE, FACTS, START),
                new AssetScanned(asset(1), HOUSE, ScanVerdict.INFECTED, "Eicar", START),
                new AssetFingerprinted(asset(1), HOUSE, DifferenceHash.parse("8000000000000001"), START),
                new AssetRefused(
                        asset(1), HOUSE, key(1, HOUSE), RefusalReason.INFECTED, "The scanner found it.", START));

        var view = now(assets.one(asset(1)));
        assertThat(view.status()).isEqualTo(AssetStatus.REFUSED);
        assertThat(view.facts()).isEqualTo(FACTS);
        assertThat(view.scan()).isEqualTo(ScanVerdict.INFECTED);
        assertThat(view.differenceHash()).hasToString("8000000000000001");
        assertThat(view.refusal()).isEqualTo(RefusalReason.INFECTED);
        assertThat(view.checksum()).isEqualTo("abc");
    }

    @Test
    @DisplayName("MED-2: near duplicates are of the same workspace, still usable, and no further off than asked")
    void duplicates() {
        looksLike(1, HOUSE, "ffffffffffffffff");
        looksLike(2, HOUSE, "7ffffffffffffffe");
        looksLike(3, HOUSE, "ffffffffffffffff");
        looksLike(4, HOUSE, "0000000000000000");
        looksLike(5, OTHER_HOUSE, "ffffffffffffffff");
        looksLike(6, HOUSE, "ffffffffffffffff");
        happened(new AssetDeleted(asset(6), HOUSE, key(6, HOUSE), null, NOURA, START));

        assertThat(now(assets.like(HOUSE, asset(1), DifferenceHash.parse("ffffffffffffffff"), 2)))
                .extracting(NearDuplicate::assetId, NearDuplicate::distance)
                .containsExactly(tuple(asset(3), 0), tuple(asset(2), 2));
        assertThat(now(assets.like(HOUSE, asset(1), DifferenceHash.parse("ffffffffffffffff"), 1)))
                .hasSize(1);
        assertThat(now(assets.like(HOUSE, asset(1), DifferenceHash.parse("ffffffffffffffff"), 64)))
                .hasSize(3);
    }

    @Test
    @DisplayName("CMP-2: the name that an erased person gave a file is erased, the file stays its workspace's")
    void erased() {
        uploaded(1, HOUSE);
        assertThat(now(assets.one(asset(1))).fileName()).isEqualTo("noura's reel.mp4");
        happened(new AccountErased(NOURA, NOURA, START));

        assertThat(now(assets.one(asset(1))).fileName()).isEqualTo(Personal.ERASED);
        assertThat(now(assets.one(asset(1))).status()).isEqualTo(AssetStatus.UPLOADED);
    }

    @Test
    @DisplayName("MED-1: an upload that expired says so, and one that never was is not found")
    void over() {
        requested(1, HOUSE);
        happened(new UploadExpired(asset(1), HOUSE, key(1, HOUSE), null, START.plusSeconds(1)));

        assertThat(now(assets.one(asset(1))).status()).isEqualTo(AssetStatus.EXPIRED);
        assertThat(now(assets.one(asset(1))).endedAt()).isEqualTo(START.plusSeconds(1));
        assertThatThrownBy(() -> now(assets.one(asset(2)))).isInstanceOf(Rejection.class);
    }

    private void looksLike(int number, WorkspaceId house, String hash) {
        uploaded(number, house);
        happened(new AssetFingerprinted(asset(number), house, DifferenceHash.parse(hash), START));
    }

    private void uploaded(int number, WorkspaceId house) {
        requested(number, house);
        happened(new UploadConfirmed(asset(number), house, key(number, house), MP4, 10, "abc", START));
    }

    private void requested(int number, WorkspaceId house) {
        happened(new UploadRequested(
                asset(number),
                house,
                NOURA,
                Personal.of(new FileName("noura's reel.mp4")),
                MP4,
                10,
                key(number, house),
                null,
                START.plusSeconds(3600),
                START));
    }

    private void happened(Event... events) {
        for (var event : events) {
            position++;
            projection.on(
                    new RecordedEvent(position, "event-" + position, event.stream(), position, START, event, Map.of()));
        }
    }

    private static MediaAssetId asset(int number) {
        return new MediaAssetId(new UUID(3, number));
    }

    private static StorageKey key(int number, WorkspaceId house) {
        return StorageKey.source(house, asset(number));
    }

    private static <T> T now(Mono<T> answer) {
        return Optional.ofNullable(answer.block()).orElseThrow();
    }
}
