package org.backlot.clips.query;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.backlot.clips.api.ClipFileName;
import org.backlot.clips.api.ClipStatus;
import org.backlot.clips.api.ClipsRejection;
import org.backlot.clips.api.EditListForm;
import org.backlot.clips.api.StepFile;
import org.backlot.media.api.ObjectStorage;
import org.backlot.media.api.StorageKey;
import org.backlot.shared.CommonRejection;
import org.backlot.shared.Rejection;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The links under which the files of a clip are fetched from the storage. */
@Component
final class ClipLinks {
    static final Duration VALID = Duration.ofMinutes(15);

    private static final String PICTURE = "mp4";
    private static final String NO_ENDING = "bin";

    private final ObjectStorage storage;
    private final Clock clock;

    ClipLinks(ObjectStorage storage, Clock clock) {
        this.storage = storage;
        this.clock = clock;
    }

    /**
     * The version whose files are meant.
     *
     * @param versions the newest first
     * @param wanted its number; null for the newest that is ready
     * @throws Rejection {@code NOT_FOUND} where there is no such version, {@code CLIP_NOT_READY} where it has no files
     */
    static VersionView chosen(List<VersionView> versions, @Nullable Integer wanted) {
        var asked = versions.stream()
                .filter(version -> wanted == null || version.version() == wanted)
                .toList();
        if (asked.isEmpty()) {
            throw Rejection.of(CommonRejection.NOT_FOUND).at("version");
        }
        return asked.stream()
                .filter(version -> version.status() == ClipStatus.READY)
                .findFirst()
                .orElseThrow(() -> notReady(asked.getFirst().status()));
    }

    /** Signs links for all files of a version. The first time it takes half a second. */
    ClipFiles files(ClipView clip, VersionView version) {
        var own = storage.of(clip.workspaceId());
        var called = new ClipFileName(clip.rank(), clip.title());
        var taken = new HashSet<String>();
        var expires = clock.instant().plus(VALID);
        var files = new ArrayList<ClipFile>();
        for (var file : version.files()) {
            var name = called.with(ending(file, taken));
            var link = own.signGet(new StorageKey(file.key()), name, VALID);
            files.add(new ClipFile(file.name(), name, link.url()));
        }
        return new ClipFiles(clip.clipId(), version.version(), expires, files);
    }

    /** The picture itself. */
    static ClipFile picture(ClipFiles files) {
        return files.data().stream()
                .filter(file -> file.fileName().endsWith("." + PICTURE))
                .findFirst()
                .orElseThrow(() -> notReady(ClipStatus.READY));
    }

    /**
     * The edit list in one form.
     *
     * @throws Rejection {@code NO_EDIT_LIST} where the export could make none
     */
    static ClipFile editList(ClipFiles files, EditListForm form) {
        return files.data().stream()
                .filter(file -> file.name().equals(form.fileName()))
                .findFirst()
                .orElseThrow(() -> Rejection.of(ClipsRejection.NO_EDIT_LIST));
    }

    private static Rejection notReady(ClipStatus status) {
        return Rejection.of(ClipsRejection.CLIP_NOT_READY).with("status", status);
    }

    // The first file of a kind has the plain ending; another one says what it is as well.
    private static String ending(StepFile file, Set<String> taken) {
        var plain = afterDot(file.key().substring(file.key().lastIndexOf('/') + 1))
                .or(() -> afterDot(file.name()))
                .orElse(NO_ENDING);
        for (int number = 1; ; number++) {
            var ending = number == 1 ? plain : distinct(file.name(), number, plain);
            if (taken.add(ending)) {
                return ending;
            }
        }
    }

    private static String distinct(String name, int number, String plain) {
        var word = name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-+|-+$", "");
        var apart = number == 2 ? "" : "-" + number;
        int room = ClipFileName.LONGEST_ENDING - 1 - plain.length() - apart.length();
        var said = word.isEmpty() ? "file" : word.substring(0, Math.min(word.length(), room));
        return said + apart + "." + plain;
    }

    private static Optional<String> afterDot(String name) {
        var ending = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        return name.contains(".") && ending.length() <= 8 && ClipFileName.isEnding(ending)
                ? Optional.of(ending)
                : Optional.empty();
    }
}
