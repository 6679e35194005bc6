package org.backlot.log.projection;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.backlot.identity.api.NetworkAddress;
import org.backlot.production.api.ProjectEvent.ScreenplayAdopted;
import org.backlot.production.api.ProjectEvent.SlateScene;
import org.backlot.production.api.screenplay.PageEighths;
import org.backlot.production.api.screenplay.ScreenplayScene;
import org.backlot.production.api.screenplay.Setting;
import org.backlot.production.api.screenplay.Slugline;
import org.backlot.shared.Money;
import org.backlot.shared.id.AccountId;
import org.backlot.shared.id.ContractId;
import org.backlot.shared.id.ProjectId;
import org.backlot.shared.id.SceneId;
import org.backlot.shared.id.UnitId;
import org.backlot.shared.id.WorkspaceId;
import org.backlot.shared.personal.Personal;
import org.backlot.treasury.api.ContractEvent.ContractDrafted;
import org.backlot.treasury.api.ContractEvent.ContractSigned;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("What of an event may be found")
class EventContentsTest {
    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");

    private final ContractId contract = new ContractId(new UUID(1, 1));
    private final ProjectId project = new ProjectId(new UUID(1, 2));
    private final AccountId noura = new AccountId(new UUID(2, 1));
    private final AccountId vikram = new AccountId(new UUID(2, 2));

    @Test
    @DisplayName("LED-1: every id an event names, also in lists, each once")
    void ids() {
        var drafted = new ContractDrafted(
                contract,
                project,
                new WorkspaceId(new UUID(1, 3)),
                "Camera rental",
                "{\"days\":3}",
                "abc",
                List.of(noura, vikram),
                Money.of(100, "SAR"),
                noura,
                NOON);

        var contents = EventContents.of(drafted);

        assertThat(contents.objects())
                .containsExactlyInAnyOrder(
                        contract.value(), project.value(), new UUID(1, 3), noura.value(), vikram.value());
        assertThat(contents.texts()).containsExactly("Camera rental", "{\"days\":3}", "abc");
    }

    @Test
    @DisplayName("CMP-3: personal fields are not looked into")
    void personal() {
        var signed = new ContractSigned(
                contract,
                project,
                vikram,
                0,
                Personal.of(new NetworkAddress("203.0.113.9")),
                Personal.of("a salt"),
                "a commitment",
                NOON);

        assertThat(EventContents.of(signed).texts()).containsExactly("a commitment");
    }

    @Test
    @DisplayName("LED-1: texts and ids deep inside an event are found too")
    void nested() {
        var scene = new ScreenplayScene(
                "12A",
                1,
                new Slugline(Setting.INTERIOR, "PROJECTION TENT", "NIGHT"),
                "The reel runs out.",
                List.of("IDRIS", "LAYLA"),
                new PageEighths(11));
        var adopted = new ScreenplayAdopted(
                project,
                new UnitId(new UUID(3, 1)),
                "digest",
                "The Last Reel",
                List.of(new SlateScene(new SceneId(new UUID(3, 2)), scene)),
                NOON);

        var contents = EventContents.of(adopted);

        assertThat(contents.objects()).contains(new UUID(3, 2));
        assertThat(contents.texts())
                .containsExactly(
                        "digest",
                        "The Last Reel",
                        "12A",
                        "PROJECTION TENT",
                        "NIGHT",
                        "The reel runs out.",
                        "IDRIS",
                        "LAYLA");
    }
}
