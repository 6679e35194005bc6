package org.backlot.casting.query.search;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import org.backlot.casting.api.AgeRange;
import org.backlot.casting.api.CastingLine;
import org.backlot.casting.api.Experience;
import org.backlot.casting.api.search.Facet;
import org.backlot.casting.api.search.MarkedWords;
import org.backlot.casting.api.search.SearchKind;
import org.backlot.casting.api.search.SearchWish;
import org.backlot.casting.query.search.SearchIndex.Hit;
import org.backlot.casting.query.search.SearchIndex.Question;
import org.backlot.platform.query.ReadRequest;
import org.backlot.platform.query.Reads;
import org.backlot.shared.Refuses;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Finds talents and casting calls (CST-6). */
@RestController
@RequestMapping("/api/v1/casting/search")
@Tag(name = "Casting search")
public class CastingSearchController {
    static final String VIEW = "casting-search";

    private static final String HOW = "Words are found in Arabic and English whatever their case, accents, vowels or"
            + " endings, names however they are transliterated, and slips of the finger are forgiven where nothing else"
            + " is found. All words have to be there. What they stand in decides first: the name, then skills, languages"
            + " and place, then all the rest. Lists are repeated or have commas; any value of a list is enough.";

    private final Reads reads;
    private final SearchIndex index;
    private final SearchRecorder recorder;
    private final Clock clock;

    CastingSearchController(Reads reads, SearchIndex index, SearchRecorder recorder, Clock clock) {
        this.reads = reads;
        this.index = index;
        this.recorder = recorder;
        this.clock = clock;
    }

    @GetMapping("/talents")
    @Operation(
            summary = "Search for talents",
            description = HOW
                    + " Then those who were there within 90 days, then the verified, then the more complete profiles."
                    + " For everybody who is signed in; minors without a consent are never among them. (CST-6)")
    @Refuses({"PARAMETER_INVALID"})
    Mono<FoundPage<FoundTalent>> searchTalents(
            ReadRequest request,
            @RequestParam(required = false) @Nullable CastingLine text,
            @RequestParam(required = false) @Nullable List<CastingLine> skill,
            @RequestParam(required = false) @Nullable List<CastingLine> language,
            @RequestParam(required = false) @Nullable List<Experience> experience,
            @RequestParam(required = false) @Nullable List<AgeRange> ageRange,
            @Parameter(description = "A city or a country") @RequestParam(required = false) @Nullable
                    List<CastingLine> place,
            @Parameter(description = "Only those whose identity is verified") @RequestParam(required = false) @Nullable
                    Boolean verified,
            @Parameter(description = "latitude,longitude, or a city") @RequestParam(required = false) @Nullable
                    CastingLine near,
            @Parameter(description = "1 to 2,000, with near; 50 where absent") @RequestParam(required = false) @Nullable
                    Integer radiusKm,
            @Parameter(description = "What is counted") @RequestParam(required = false) @Nullable List<Facet> facets,
            @Parameter(description = "1 to 100; 20 where absent") @RequestParam(required = false) @Nullable
                    Integer limit,
            @Parameter(description = "next_cursor of the page before") @RequestParam(required = false) @Nullable
                    String cursor) {
        return Mono.defer(() -> {
            request.caller();
            var wish = SearchParameters.wish(
                    SearchKind.TALENT, text, skill, language, experience, ageRange, place, verified, near, radiusKm);
            return found(request, wish, facets, limit, cursor, TalentText.class, FoundTalent::of);
        });
    }

    @GetMapping("/calls")
    @Operation(
            summary = "Search for casting calls",
            description = HOW + " Then those of verified posters, then the newer ones. Open to all. (CST-6)")
    @Refuses({"PARAMETER_INVALID"})
    Mono<FoundPage<FoundCall>> searchCalls(
            ReadRequest request,
            @RequestParam(required = false) @Nullable CastingLine text,
            @RequestParam(required = false) @Nullable List<CastingLine> skill,
            @RequestParam(required = false) @Nullable List<CastingLine> language,
            @RequestParam(required = false) @Nullable List<AgeRange> ageRange,
            @Parameter(description = "A city or a country") @RequestParam(required = false) @Nullable
                    List<CastingLine> place,
            @Parameter(description = "Only those of posters whose identity is verified")
                    @RequestParam(required = false)
                    @Nullable
                    Boolean verified,
            @Parameter(description = "latitude,longitude, or a city") @RequestParam(required = false) @Nullable
                    CastingLine near,
            @Parameter(description = "1 to 2,000, with near; 50 where absent") @RequestParam(required = false) @Nullable
                    Integer radiusKm,
            @Parameter(description = "What is counted") @RequestParam(required = false) @Nullable List<Facet> facets,
            @Parameter(description = "1 to 100; 20 where absent") @RequestParam(required = false) @Nullable
                    Integer limit,
            @Parameter(description = "next_cursor of the page before") @RequestParam(required = false) @Nullable
                    String cursor) {
        return Mono.defer(() -> {
            var wish = SearchParameters.wish(
                    SearchKind.CALL, text, skill, language, null, ageRange, place, verified, near, radiusKm);
            return found(request, wish, facets, limit, cursor, CallText.class, FoundCall::of);
        });
    }

    private <R extends SearchText, T> Mono<FoundPage<T>> found(
            ReadRequest request,
            SearchWish wish,
            @Nullable List<Facet> facets,
            @Nullable Integer limit,
            @Nullable String cursor,
            Class<R> text,
            BiFunction<Hit<R>, MarkedWords, T> shown) {
        // The cursor keeps milliseconds, and later pages must ask for the very same time.
        var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        var goesOn = Optional.ofNullable(cursor).map(given -> SearchCursor.parse(given, wish, now));
        var counted = EnumSet.noneOf(Facet.class);
        if (facets != null && goesOn.isEmpty()) {
            counted.addAll(facets);
        }
        var question = new Question(wish, counted, SearchParameters.limit(limit), goesOn, now, request.position());
        return reads.of(request, VIEW, () -> index.find(question, text)).map(found -> {
            if (goesOn.isEmpty()) {
                recorder.searched(request.signedIn(), wish, found.total(), found.exact());
            }
            var words = new MarkedWords(found.words());
            return new FoundPage<>(
                    found.hits().stream().map(hit -> shown.apply(hit, words)).toList(),
                    found.total(),
                    found.exact(),
                    FacetCounts.of(counted, found.counted()),
                    found.next().map(SearchCursor::text).orElse(null));
        });
    }
}
