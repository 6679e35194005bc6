package org.backlot.casting.query;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;
import org.backlot.media.api.ObjectStorage;
import org.backlot.platform.query.ReadRequest;
import org.backlot.platform.query.Reads;
import org.backlot.shared.Refuses;
import org.backlot.shared.id.AccountId;
import org.backlot.shared.id.PortfolioItemId;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Talents, for those who may see them (CST-1, IDN-9). Their portfolios are files of the media view, which is waited for too. */
@RestController
@RequestMapping("/api/v1/casting")
@Tag(name = "Casting")
public class TalentQueries {
    static final String VIEW = "casting";

    private static final String FILES = "media";

    private static final Duration LINK_VALID = Duration.ofMinutes(15);

    private final Reads reads;
    private final ShownTalents talents;
    private final ObjectStorage storage;
    private final Clock clock;

    TalentQueries(Reads reads, ShownTalents talents, ObjectStorage storage, Clock clock) {
        this.reads = reads;
        this.talents = talents;
        this.storage = storage;
        this.clock = clock;
    }

    @GetMapping("/talents/me")
    @Operation(
            summary = "Your talent profile",
            description = "With how complete it is and what is missing, and whether others see it. (CST-1)")
    @Refuses({"NOT_FOUND"})
    Mono<OwnTalentView> ownProfile(ReadRequest request) {
        return seen(request, () -> talents.own(request.caller().accountId()));
    }

    @GetMapping("/talents/{accountId}")
    @Operation(
            summary = "A talent",
            description =
                    "For everybody who is signed in. A minor is seen once their guardian has consented, and no longer"
                            + " than that. (CST-1, IDN-9)")
    @Refuses({"NOT_FOUND"})
    Mono<TalentView> readTalent(ReadRequest request, @PathVariable AccountId accountId) {
        return seen(request, () -> talents.seen(accountId, request.caller().accountId()));
    }

    /** Where to fetch a file, and how long. */
    record PortfolioLink(URI url, Instant expiresAt) {}

    @GetMapping("/talents/{accountId}/portfolio/{itemId}/link")
    @Operation(
            summary = "A link to a portfolio item",
            description = "Good for fifteen minutes, for those who may see the talent. (CST-1)")
    @Refuses({"NOT_FOUND"})
    Mono<PortfolioLink> portfolioLink(
            ReadRequest request, @PathVariable AccountId accountId, @PathVariable PortfolioItemId itemId) {
        return seen(
                        request,
                        () -> talents.file(accountId, itemId, request.caller().accountId()))
                .flatMap(file -> Mono.fromCallable(() -> new PortfolioLink(
                                storage.of(file.key().workspace())
                                        .signGet(file.key(), file.name(), LINK_VALID)
                                        .url(),
                                clock.instant().plus(LINK_VALID)))
                        .subscribeOn(Schedulers.boundedElastic()));
    }

    /** The minors for whom the caller answers. */
    record Wards(List<OwnTalentView> data) {}

    @GetMapping("/wards")
    @Operation(
            summary = "Those for whom you answer",
            description = "The minors who have named you as their guardian, whether you have consented or not. (IDN-9)")
    @Refuses({"NOT_AUTHENTICATED"})
    Mono<Wards> wards(ReadRequest request) {
        return seen(
                request,
                () -> talents.wards(request.caller().accountId()).collectList().map(Wards::new));
    }

    private <T> Mono<T> seen(ReadRequest request, Supplier<Mono<T>> read) {
        return reads.of(request, FILES, () -> reads.of(request, VIEW, read));
    }
}
