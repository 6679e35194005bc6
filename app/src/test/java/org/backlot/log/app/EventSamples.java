package org.backlot.log.app;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Currency;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.backlot.casting.api.ingestion.IngestionSourceKind;
import org.backlot.casting.api.ingestion.SourceAddress;
import org.backlot.casting.api.search.SearchWish;
import org.backlot.clips.api.AspectRatio;
import org.backlot.clips.api.Brand;
import org.backlot.clips.api.BrandKitContents;
import org.backlot.clips.api.CaptionStyle;
import org.backlot.clips.api.ClipWords;
import org.backlot.clips.api.JobSettings;
import org.backlot.clips.api.JobSource;
import org.backlot.clips.api.RenderSettings;
import org.backlot.clips.api.ScoreParts;
import org.backlot.clips.api.SelectedClip;
import org.backlot.clips.api.SourceKind;
import org.backlot.clips.api.Tighten;
import org.backlot.identity.api.EmailAddress;
import org.backlot.identity.api.NafathCode;
import org.backlot.identity.api.NationalId;
import org.backlot.identity.api.PasswordHash;
import org.backlot.media.api.MediaContentType;
import org.backlot.media.api.StorageFolder;
import org.backlot.media.api.StorageKey;
import org.backlot.production.api.screenplay.PageEighths;
import org.backlot.production.api.screenplay.ScreenplayScene;
import org.backlot.production.api.screenplay.Setting;
import org.backlot.production.api.screenplay.Slugline;
import org.backlot.shared.Money;
import org.backlot.shared.PublicUrl;
import org.backlot.shared.id.BrandKitId;
import org.backlot.shared.id.JournalEntryId;
import org.backlot.shared.id.WorkspaceId;
import org.backlot.shared.personal.Personal;
import org.backlot.shared.timecode.FrameRate;
import org.backlot.shared.timecode.Timecode;
import org.backlot.treasury.api.JournalEntry;
import org.backlot.treasury.api.LedgerAccount;
import org.backlot.treasury.api.Posting;

/** One example of each event, always the same, made from its declaration. */
final class EventSamples {
    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
    private static final Money AMOUNT = Money.of(1_250_000, "SAR");

    private EventSamples() {}

    static <T> T of(Class<T> record) {
        return record.cast(make(record, record.getSimpleName()));
    }

    private static Object make(Type type, String name) {
        if (type instanceof ParameterizedType generic) {
            var inner = make(generic.getActualTypeArguments()[0], name);
            if (generic.getRawType() == Personal.class) {
                return Personal.of(inner);
            }
            return generic.getRawType() == Set.class ? Set.of(inner) : List.of(inner);
        }
        var plain = (Class<?>) type;
        if (plain == JournalEntry.class) {
            return new JournalEntry(
                    new JournalEntryId(uuid(name)),
                    JournalEntry.Kind.HOLD,
                    List.of(
                            new Posting(LedgerAccount.ESCROW, Posting.Layer.PENDING, AMOUNT),
                            new Posting(LedgerAccount.BUDGET, Posting.Layer.PENDING, AMOUNT.negated())));
        }
        if (plain == String.class) {
            return name;
        } else if (plain == int.class || plain == Integer.class) {
            return 3;
        } else if (plain == long.class || plain == Long.class) {
            return 4711L;
        } else if (plain == boolean.class) {
            return true;
        } else if (plain == UUID.class) {
            return uuid(name);
        } else if (plain == Instant.class) {
            return NOON;
        } else if (plain == LocalDate.class) {
            return LocalDate.parse("2026-11-20");
        } else if (plain == ZoneId.class) {
            return ZoneId.of("Asia/Riyadh");
        } else if (plain == Currency.class) {
            return Currency.getInstance("SAR");
        } else if (plain == Money.class) {
            return AMOUNT;
        } else if (plain == Timecode.class) {
            return new Timecode(107_892, FrameRate.of("29.97DF"));
        } else if (plain == EmailAddress.class) {
            return new EmailAddress("noura@lastreel.example");
        } else if (plain == PasswordHash.class) {
            return new PasswordHash("$argon2id$v=19$m=16384,t=2,p=1$c2FsdA$aGFzaA");
        } else if (plain == NationalId.class) {
            return new NationalId("1000000008");
        } else if (plain == NafathCode.class) {
            return new NafathCode("42");
        } else if (plain == PageEighths.class) {
            return new PageEighths(11);
        } else if (plain == ScreenplayScene.class) {
            return new ScreenplayScene(
                    "12A",
                    14,
                    new Slugline(Setting.INTERIOR, "PROJECTION TENT", "NIGHT"),
                    "The reel runs out.",
                    List.of("IDRIS", "LAYLA"),
                    new PageEighths(11));
        } else if (plain == SourceAddress.class) {
            return new SourceAddress(IngestionSourceKind.WEB, "https://casting.example/calls");
        } else if (plain == PublicUrl.class) {
            return new PublicUrl("https://casting.example/calls");
        } else if (plain == MediaContentType.class) {
            return new MediaContentType("video/mp4");
        } else if (plain == StorageKey.class) {
            return StorageKey.of(new WorkspaceId(uuid(name + ".workspace")), "sources", "reel", "original");
        } else if (plain == StorageFolder.class) {
            return StorageFolder.of(
                    new WorkspaceId(uuid(name + ".workspace")), StorageFolder.RENDERS, "0123456789abcdef");
        } else if (plain == JobSource.class) {
            return JobSource.published(SourceKind.YOUTUBE, "https://www.youtube.com/watch?v=dQw4w9WgXcQ");
        } else if (plain == JobSettings.class) {
            return new JobSettings(10, 15, 90, sampleRender(), false);
        } else if (plain == RenderSettings.class) {
            return sampleRender();
        } else if (plain == SelectedClip.class) {
            return new SelectedClip(12_340, 54_320, sampleWords(), 71, new ScoreParts(80, 70, 40, 100, 90));
        } else if (plain == ClipWords.class) {
            return sampleWords();
        } else if (plain == SearchWish.Near.class) {
            return new SearchWish.Near(24.71, 46.68, 50);
        } else if (plain == BrandKitContents.class) {
            return sampleKit();
        } else if (plain.isEnum()) {
            return plain.getEnumConstants()[0];
        }
        return record(plain, name);
    }

    private static Object record(Class<?> record, String name) {
        var components = record.getRecordComponents();
        if (components == null) {
            throw new IllegalArgumentException("no sample for " + record.getName() + "; add one");
        }
        var types =
                Arrays.stream(components).map(component -> component.getType()).toArray(Class<?>[]::new);
        var values = Arrays.stream(components)
                .map(component -> make(component.getGenericType(), name + "." + component.getName()))
                .toArray();
        try {
            var constructor = record.getDeclaredConstructor(types);
            constructor.setAccessible(true);
            return constructor.newInstance(values);
        } catch (ReflectiveOperationException e) {
            throw new IllegalArgumentException("no sample for " + record.getName() + " at " + name, e);
        }
    }

    private static RenderSettings sampleRender() {
        return new RenderSettings(
                AspectRatio.PORTRAIT,
                CaptionStyle.HIGHLIGHT_WORD,
                new Brand(new BrandKitId(uuid("brand kit")), sampleKit()),
                new Tighten(true, true));
    }

    private static BrandKitContents sampleKit() {
        return new BrandKitContents(
                "Last Reel",
                "w/brand/logo.png",
                List.of("#FFE500"),
                List.of("Anton"),
                "w/brand/anton.ttf",
                null,
                "last reel");
    }

    private static ClipWords sampleWords() {
        return new ClipWords("The reel runs out", "What happens at the end.", List.of("#lastreel"));
    }

    private static UUID uuid(String name) {
        return UUID.nameUUIDFromBytes(name.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }
}
