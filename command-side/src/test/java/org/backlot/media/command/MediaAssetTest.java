// The life of an upload in the words of those who upload (MED-1, MED-2).
package org.backlot.media.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.backlot.media.api.AssetStatus;
import org.backlot.media.api.ContainerFacts;
import org.backlot.media.api.DifferenceHash;
import org.backlot.media.api.FileName;
import org.backlot.media.api.FileSignature;
import org.backlot.media.api.MediaCommand.ConfirmUpload;
import org.backlot.media.api.MediaCommand.DeleteAsset;
import org.backlot.media.api.MediaCommand.ForgoAsset;
import org.backlot.media.api.MediaCommand.InspectUpload;
import org.backlot.media.api.MediaCommand.RecordFingerprint;
import org.backlot.media.api.MediaCommand.RecordProbe;
import org.backlot.media.api.MediaCommand.RecordScan;
import org.backlot.media.api.MediaCommand.RefuseAsset;
import org.backlot.media.api.MediaCommand.RequestUpload;
import org.backlot.media.api.MediaCommand.RetireAsset;
import org.backlot.media.api.MediaCommand.UseAsset;
import org.backlot.media.api.MediaContentType;
import org.backlot.media.api.MediaEvent;
import org.backlot.media.api.MediaEvent.AssetDeleted;
import org.backlot.media.api.MediaEvent.AssetFingerprinted;
import org.backlot.media.api.MediaEvent.AssetProbed;
import org.backlot.media.api.MediaEvent.AssetRefused;
import org.backlot.media.api.MediaEvent.AssetRetired;
import org.backlot.media.api.MediaEvent.AssetScanned;
import org.backlot.media.api.MediaEvent.UploadConfirmed;
import org.backlot.media.api.MediaEvent.UploadExpired;
import org.backlot.media.api.MediaEvent.UploadRequested;
import org.backlot.media.api.MediaRejection;
import org.backlot.media.api.RefusalReason;
import org.backlot.media.api.RemovalReason;
import org.backlot.media.api.ScanResult;
import org.backlot.media.api.ScanVerdict;
import org.backlot.media.api.StorageKey;
import org.backlot.media.api.StoredObject;
import org.backlot.shared.CommonRejection;
import org.backlot.shared.Rejection;
import org.backlot.shared.RejectionCode;
import org.backlot.shared.id.AccountId;
import org.backlot.shared.id.MediaAssetId;
import org.backlot.shared.id.WorkspaceId;
import org.backlot.shared.personal.Personal;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MediaAssetTest {
    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
    private static final Instant EVENING = NOON.plus(Duration.ofHours(6));
    private static final WorkspaceId HOUSE = new WorkspaceId(new UUID(1, 1));
    private static final AccountId NOURA = new AccountId(new UUID(2, 1));
    private static final MediaAssetId REEL = new MediaAssetId(new UUID(3, 1));
    private static final StorageKey KEY = StorageKey.source(HOUSE, REEL);
    private static final MediaContentType MP4 = new MediaContentType("video/mp4");
    private static final long SIZE = 4711;
    private static final ContainerFacts GOOD = new ContainerFacts(90_000, 1920, 1080, "h264", "aac", 8_000_000);

    private MediaAsset asset = MediaAsset.unknown();

    @Test
    @DisplayName("MED-1: a file of the promised size, type and content is taken, once")
    void arrives() {
        given(requested());
        var confirmed = asset.confirm(arrived(SIZE, "video/mp4", FileSignature.ISO_MEDIA), NOON);

        assertThat(confirmed).containsExactly(new UploadConfirmed(REEL, HOUSE, KEY, MP4, SIZE, "5eb63bbb", NOON));
        given(confirmed);
        assertThat(asset.ticket().status()).isEqualTo(AssetStatus.UPLOADED);
        assertThat(asset.confirm(arrived(SIZE, "video/mp4", FileSignature.ISO_MEDIA), NOON))
                .isEmpty();
    }

    @Test
    @DisplayName("MED-1: nothing, another size, another type, and text named .mp4 are each refused by name")
    void not_as_promised() {
        given(requested());

        rejected(MediaRejection.UPLOAD_EMPTY, () -> confirm(0, "video/mp4", FileSignature.UNKNOWN));
        rejected(MediaRejection.UPLOAD_SIZE_WRONG, () -> confirm(SIZE + 1, "video/mp4", FileSignature.ISO_MEDIA));
        rejected(MediaRejection.UPLOAD_TYPE_WRONG, () -> confirm(SIZE, "text/html", FileSignature.ISO_MEDIA));
        rejected(MediaRejection.UPLOAD_CONTENT_WRONG, () -> confirm(SIZE, "video/mp4", FileSignature.UNKNOWN));
        rejected(MediaRejection.UPLOAD_CONTENT_WRONG, () -> confirm(SIZE, "video/mp4", FileSignature.MATROSKA));
    }

    @Test
    @DisplayName("MED-1: two gigabytes are taken and a byte more is not, nor is nothing")
    void limits() {
        assertThat(asset.request(request(MediaLimits.LARGEST, null), NOON)).hasSize(1);
        rejected(MediaRejection.UPLOAD_TOO_LARGE, () -> asset.request(request(MediaLimits.LARGEST + 1, null), NOON));
        rejected(MediaRejection.UPLOAD_EMPTY, () -> asset.request(request(0, null), NOON));
        rejected(MediaRejection.UPLOAD_EMPTY, () -> asset.request(request(-1, null), NOON));
    }

    @Test
    @DisplayName("MED-1: the same promise again changes nothing, another under the id is refused")
    void promised_once() {
        given(requested());
        assertThat(asset.request(request(SIZE, null), NOON.plusSeconds(1))).isEmpty();
        rejected(CommonRejection.ID_TAKEN, () -> asset.request(request(SIZE + 1, null), NOON));
    }

    @Test
    @DisplayName("MED-5: material goes seven days after it was confirmed, not before, and is never used again")
    void retired() {
        given(requested());
        given(asset.confirm(arrived(SIZE, "video/mp4", FileSignature.ISO_MEDIA), NOON));
        var week = Duration.ofDays(7);
        notDueUntil(
                NOON.plus(week),
                () -> asset.retire(new RetireAsset(REEL, week), NOON.plus(week).minusMillis(1)));

        var gone = asset.retire(new RetireAsset(REEL, week), NOON.plus(week));

        assertThat(gone).containsExactly(new AssetRetired(REEL, HOUSE, KEY, RemovalReason.RETENTION, NOON.plus(week)));
        given(gone);
        assertThat(asset.ticket().status()).isEqualTo(AssetStatus.RETIRED);
        rejected(MediaRejection.UPLOAD_RETIRED, () -> asset.use(new UseAsset(REEL, "clip-job/1"), NOON));
        rejected(MediaRejection.UPLOAD_RETIRED, () -> confirm(SIZE, "video/mp4", FileSignature.ISO_MEDIA));
        assertThat(asset.retire(new RetireAsset(REEL, week), NOON.plus(week))).isEmpty();
    }

    @Test
    @DisplayName(
            "MED-5: however old it is, nothing is removed while somebody needs it; a person may delete it all the same")
    void needed() {
        given(requested());
        rejected(MediaRejection.UPLOAD_NOT_CONFIRMED, () -> asset.use(new UseAsset(REEL, "clip-job/1"), NOON));
        given(asset.confirm(arrived(SIZE, "video/mp4", FileSignature.ISO_MEDIA), NOON));
        var old = NOON.plus(Duration.ofDays(100));
        var retire = new RetireAsset(REEL, Duration.ofDays(7));
        given(asset.use(new UseAsset(REEL, "clip-job/1"), NOON));
        given(asset.use(new UseAsset(REEL, "clip-job/2"), NOON));
        assertThat(asset.use(new UseAsset(REEL, "clip-job/2"), NOON)).isEmpty();
        assertThat(asset.retire(retire, old)).isEmpty();
        given(asset.forgo(new ForgoAsset(REEL, "clip-job/1"), old));
        assertThat(asset.forgo(new ForgoAsset(REEL, "clip-job/1"), old)).isEmpty();
        assertThat(asset.retire(retire, old)).isEmpty();
        assertThat(asset.delete(new DeleteAsset(REEL, NOURA), old)).hasSize(1);

        given(asset.forgo(new ForgoAsset(REEL, "clip-job/2"), old));
        assertThat(asset.retire(retire, old)).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"video/mp4, true", "audio/wav, true", "text/vtt, true", "image/png, false", "font/ttf, false"})
    @DisplayName(
            "MED-5: films, sound and captions are material; pictures and fonts belong to brands and people, and stay")
    void material(String type, boolean goes) {
        assertThat(new MediaContentType(type).kind().isMaterial()).isEqualTo(goes);
    }

    @Test
    @DisplayName("MED-1: what nobody confirmed in time expires, not before, and cannot be confirmed any more")
    void expires() {
        given(asset.request(request(SIZE, "parts-1"), NOON));
        notDueUntil(EVENING, () -> asset.expire(EVENING.minusMillis(1)));

        var expired = asset.expire(EVENING);
        assertThat(expired).containsExactly(new UploadExpired(REEL, HOUSE, KEY, "parts-1", EVENING));
        rejected(
                MediaRejection.UPLOAD_EXPIRED,
                () -> asset.confirm(arrived(SIZE, "video/mp4", FileSignature.ISO_MEDIA), EVENING.plusMillis(1)));
        given(expired);
        rejected(MediaRejection.UPLOAD_EXPIRED, () -> confirm(SIZE, "video/mp4", FileSignature.ISO_MEDIA));
        assertThat(asset.expire(EVENING.plusSeconds(1))).isEmpty();
        assertThat(asset.delete(new DeleteAsset(REEL, NOURA), EVENING)).isEmpty();
    }

    @Test
    @DisplayName("MED-1: a confirmed file does not expire")
    void stays() {
        given(uploaded());
        assertThat(asset.expire(EVENING.plusSeconds(1))).isEmpty();
    }

    @Test
    @DisplayName("MED-1: a deleted file is gone for whoever confirms it; deleting again does nothing")
    void deleted() {
        given(uploaded());
        var gone = asset.delete(new DeleteAsset(REEL, NOURA), NOON);
        assertThat(gone).containsExactly(new AssetDeleted(REEL, HOUSE, KEY, null, NOURA, NOON));
        given(gone);
        rejected(CommonRejection.NOT_FOUND, () -> confirm(SIZE, "video/mp4", FileSignature.ISO_MEDIA));
        assertThat(asset.delete(new DeleteAsset(REEL, NOURA), NOON)).isEmpty();
        assertThat(asset.scan(new RecordScan(REEL, ScanResult.clean()), NOON)).isEmpty();
    }

    @Test
    @DisplayName("MED-2: a file that was not scanned is not clean, and may be scanned later")
    void not_scanned() {
        given(uploaded());
        var unscanned = asset.scan(new RecordScan(REEL, ScanResult.notScanned("no virus scanner is configured")), NOON);
        assertThat(unscanned)
                .containsExactly(
                        new AssetScanned(REEL, HOUSE, ScanVerdict.NOT_SCANNED, "no virus scanner is configured", NOON));
        given(unscanned);
        assertThat(asset.scan(new RecordScan(REEL, ScanResult.notScanned("no virus scanner is configured")), NOON))
                .isEmpty();
        assertThat(asset.scan(new RecordScan(REEL, ScanResult.clean()), NOON))
                .containsExactly(new AssetScanned(REEL, HOUSE, ScanVerdict.CLEAN, "", NOON));
        assertThatThrownBy(() -> ScanResult.notScanned(" ")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    @DisplayName("MED-2: an infected file is refused, and cannot be confirmed back")
    void infected() {
        given(uploaded());
        var found = asset.scan(new RecordScan(REEL, ScanResult.infected("Eicar-Signature")), NOON);
        assertThat(found)
                .containsExactly(
                        new AssetScanned(REEL, HOUSE, ScanVerdict.INFECTED, "Eicar-Signature", NOON),
                        new AssetRefused(
                                REEL,
                                HOUSE,
                                KEY,
                                RefusalReason.INFECTED,
                                "The virus scanner found Eicar-Signature.",
                                NOON));
        given(found);
        rejected(MediaRejection.ASSET_REFUSED, () -> confirm(SIZE, "video/mp4", FileSignature.ISO_MEDIA));
        assertThat(asset.refuse(new RefuseAsset(REEL, RefusalReason.UNREADABLE, "again"), NOON))
                .isEmpty();
        assertThat(asset.delete(new DeleteAsset(REEL, NOURA), NOON)).hasSize(1);
    }

    @ParameterizedTest(name = "{0} ms, {1}x{2}, {3}, {4} bit/s: {5}")
    @DisplayName("MED-2: a probe beyond a limit refuses the file")
    @CsvSource({
        "14400000, 4096, 2304, h264, 50000000, ",
        "14400001, 1920, 1080, h264, 8000000, TOO_LONG",
        "1000, 2160, 3840, HEVC, 8000000, ",
        "1000, 7680, 4320, hevc, 8000000, RESOLUTION_TOO_HIGH",
        "1000, 4096, 2305, vp9, 8000000, RESOLUTION_TOO_HIGH",
        "1000, 1920, 1080, mpeg2video, 8000000, CODEC_NOT_ALLOWED",
        "1000, 1920, 1080, vp9, 50000001, BITRATE_TOO_HIGH",
        "1000, 0, 0, '', 128000, NO_VIDEO"
    })
    void probe(long millis, int width, int height, String codec, long bits, @Nullable RefusalReason refusal) {
        given(uploaded());
        var facts = new ContainerFacts(millis, width, height, codec, "aac", bits);
        var events = asset.probe(new RecordProbe(REEL, facts), NOON);

        assertThat(events.getFirst()).isEqualTo(new AssetProbed(REEL, HOUSE, facts, NOON));
        assertThat(events.stream().skip(1))
                .extracting(event -> ((AssetRefused) event).reason())
                .isEqualTo(refusal == null ? List.of() : List.of(refusal));
    }

    @Test
    @DisplayName("MED-2: nobody can have looked at a file that has not arrived; the same finding twice is one")
    void findings() {
        given(requested());
        rejected(MediaRejection.UPLOAD_NOT_CONFIRMED, () -> asset.probe(new RecordProbe(REEL, GOOD), NOON));
        given(asset.confirm(arrived(SIZE, "video/mp4", FileSignature.ISO_MEDIA), NOON));
        given(asset.probe(new RecordProbe(REEL, GOOD), NOON));
        assertThat(asset.probe(new RecordProbe(REEL, GOOD), NOON)).isEmpty();

        var hash = DifferenceHash.parse("f0f0f0f0f0f0f0f0");
        var looked = asset.fingerprint(new RecordFingerprint(REEL, hash), NOON);
        assertThat(looked).containsExactly(new AssetFingerprinted(REEL, HOUSE, hash, NOON));
        given(looked);
        assertThat(asset.fingerprint(new RecordFingerprint(REEL, hash), NOON)).isEmpty();
    }

    @Test
    @DisplayName("MED-1: of an upload that nobody requested nothing is known")
    void unknown() {
        rejected(CommonRejection.NOT_FOUND, () -> confirm(SIZE, "video/mp4", FileSignature.ISO_MEDIA));
        rejected(CommonRejection.NOT_FOUND, () -> asset.expire(NOON));
        rejected(CommonRejection.NOT_FOUND, () -> asset.ticket());
    }

    @Test
    @DisplayName("MED-1: the aggregate keeps what the rules decide, and looking changes nothing")
    void aggregate() {
        var fixture = new AggregateTestFixture<>(MediaAssetAggregate.class);
        fixture.registerInjectableResource(Clock.fixed(NOON, ZoneOffset.UTC));

        fixture.givenNoPriorActivity()
                .when(request(SIZE, null))
                .expectEvents(requested().toArray());
        fixture.given(requested()).when(new InspectUpload(REEL)).expectNoEvents();
        fixture.given(requested())
                .when(arrived(SIZE, "video/mp4", FileSignature.ISO_MEDIA))
                .expectEvents(new UploadConfirmed(REEL, HOUSE, KEY, MP4, SIZE, "5eb63bbb", NOON));
    }

    private void given(List<MediaEvent> events) {
        for (var event : events) {
            asset = asset.evolve(event);
        }
    }

    private static List<MediaEvent> requested() {
        return List.of(new UploadRequested(
                REEL, HOUSE, NOURA, Personal.of(new FileName("reel.mp4")), MP4, SIZE, KEY, null, EVENING, NOON));
    }

    private static List<MediaEvent> uploaded() {
        var events = new ArrayList<>(requested());
        events.add(new UploadConfirmed(REEL, HOUSE, KEY, MP4, SIZE, "5eb63bbb", NOON));
        return events;
    }

    private static RequestUpload request(long size, @Nullable String parts) {
        return new RequestUpload(REEL, HOUSE, NOURA, Personal.of(new FileName("reel.mp4")), MP4, size, parts, EVENING);
    }

    private static ConfirmUpload arrived(long size, String type, FileSignature signature) {
        return new ConfirmUpload(REEL, new StoredObject(KEY, size, type, "5eb63bbb"), signature);
    }

    private void confirm(long size, String type, FileSignature signature) {
        asset.confirm(arrived(size, type, signature), NOON);
    }

    private static void rejected(RejectionCode code, ThrowingCallable decision) {
        assertThatThrownBy(decision)
                .isInstanceOfSatisfying(
                        Rejection.class,
                        rejection -> assertThat(rejection.code()).isEqualTo(code));
    }

    private static void notDueUntil(Instant due, ThrowingCallable decision) {
        assertThatThrownBy(decision).isInstanceOfSatisfying(Rejection.class, rejection -> {
            assertThat(rejection.code()).isEqualTo(MediaRejection.UPLOAD_NOT_DUE);
            assertThat(rejection.extras()).containsEntry("dueAt", due);
        });
    }
}
