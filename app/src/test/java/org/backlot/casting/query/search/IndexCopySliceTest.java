package org.backlot.casting.query.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.function.LongConsumer;
import org.awaitility.Awaitility;
import org.backlot.casting.api.TalentEvent.TalentRetired;
import org.backlot.casting.api.search.SearchKind;
import org.backlot.casting.query.search.memory.MemoryIndex;
import org.backlot.casting.query.search.memory.Wanted;
import org.backlot.log.query.SlicePostgres;
import org.backlot.platform.query.LogGrowth;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The copy of the search index in memory")
class IndexCopySliceTest {
    private static final int PLENTY = 1_000;
    private static final OptionalLong AS_IT_IS = OptionalLong.empty();

    private final SearchSlice slice = new SearchSlice();
    private volatile LongConsumer log = _ -> {};
    private IndexCopy copy = copyOfAtMost(PLENTY);

    private IndexCopy copyOfAtMost(int most) {
        return new IndexCopy(
                new IndexTables(SlicePostgres.reactive()),
                new LogGrowth((newest, _) -> {
                    log = newest;
                    return () -> {};
                }),
                most);
    }

    @AfterEach
    void leave() {
        copy.destroy();
    }

    @Test
    @DisplayName("CST-6: follows the view when the log has grown, without being asked")
    void follows() {
        joins("Amal");
        awaitOf(1);
        joins("Basma");
        log.accept(2);
        awaitOf(2);
        slice.happened(new TalentRetired(SearchSlice.person("Amal"), SearchSlice.NOW));
        log.accept(3);
        awaitOf(1);
    }

    @Test
    @DisplayName("CST-6: who has seen a write finds it, whatever the copy had before")
    void own_writes() {
        joins("Amal");
        awaitOf(1);
        joins("Basma");
        assertThat(sizeAt(slice.position())).isEqualTo(2);
    }

    @Test
    @DisplayName("CST-6: a position that the copy cannot have seen is left to the tables")
    void beyond() {
        joins("Amal");
        awaitOf(1);
        assertThat(copy.upTo(OptionalLong.of(slice.position() + 1)).block()).isEmpty();
    }

    @Test
    @DisplayName("CST-6: a view that was made again is copied again, and nothing of the old one is found")
    void made_again() {
        joins("Amal");
        joins("Basma");
        awaitOf(2);
        slice.makeAgain();
        joins("Hana");
        Awaitility.await()
                .until(() -> copy.upTo(OptionalLong.of(slice.position()))
                        .blockOptional()
                        .orElseThrow()
                        .filter(index -> index.size() == 1)
                        .isPresent());
    }

    @Test
    @DisplayName("CST-6 IDN-9: who may be seen is copied again where that list was made again from the log")
    void access_made_again() {
        joins("Amal");
        awaitOf(1);
        slice.jdbc.sql("""
                        update casting_access.talent set minor = true;
                        create temporary table made_again as table casting_access.change;
                        delete from casting_access.change;
                        insert into casting_access.change table made_again;
                        drop table made_again;
                        """).update();
        slice.othersWrite();
        Awaitility.await()
                .until(() -> copy.upTo(OptionalLong.of(slice.position()))
                        .blockOptional()
                        .orElseThrow()
                        .filter(index -> index.find(wanted(false)).seen() == 0)
                        .isPresent());
    }

    @Test
    @DisplayName("CST-6 IDN-8: who is verified is copied again where that list was made again from the log")
    void verified_made_again() {
        joins("Amal");
        slice.happened(SearchSlice.verified(SearchSlice.person("Amal")));
        awaitOf(1);
        assertThat(verifiedAt(slice.position())).isEqualTo(1);
        slice.jdbc.sql("""
                        delete from verifications.verification;
                        create temporary table made_again as table verifications.change;
                        delete from verifications.change;
                        insert into verifications.change table made_again;
                        drop table made_again;
                        """).update();
        slice.othersWrite();
        Awaitility.await().until(() -> verifiedAt(slice.position()) == 0);
    }

    @Test
    @DisplayName("CST-6: while the tables cannot be read there is no copy, and afterwards there is one again")
    void interrupted() {
        joins("Amal");
        awaitOf(1);
        slice.jdbc.sql("alter table casting_search.change rename to elsewhere").update();
        slice.othersWrite();
        assertThat(copy.upTo(OptionalLong.of(slice.position())).block()).isEmpty();
        assertThat(copy.upTo(AS_IT_IS).block()).isEmpty();
        slice.jdbc.sql("alter table casting_search.elsewhere rename to change").update();
        awaitOf(1);
    }

    @Test
    @DisplayName("CST-6: more documents than there is room for are left to the tables, and found all the same")
    void too_many() {
        var names = List.of("Amal", "Basma", "Hana");
        names.forEach(this::joins);
        copy.destroy();
        copy = copyOfAtMost(2);
        var index = new MemorySearchIndex(copy, slice.newIndex(), new PeopleSince(SlicePostgres.reactive()));
        var question = new SearchIndex.Question(
                SearchSlice.wish(SearchKind.TALENT, null), Set.of(), 20, Optional.empty(), SearchSlice.NOW, AS_IT_IS);
        for (int time = 0; time < 3; time++) {
            assertThat(index.find(question, TalentText.class)
                            .blockOptional()
                            .orElseThrow()
                            .hits())
                    .extracting(SearchIndex.Hit::id)
                    .containsExactlyInAnyOrderElementsOf(names.stream()
                            .map(SearchSlice::person)
                            .<UUID>map(person -> person.value())
                            .toList());
        }
        assertThat(copy.upTo(AS_IT_IS).block()).isEmpty();
    }

    @Test
    @DisplayName("CST-6: a copy that has grown beyond the room there is for it is given up")
    void grown() {
        copy.destroy();
        copy = copyOfAtMost(1);
        joins("Amal");
        awaitOf(1);
        joins("Basma");
        assertThat(copy.upTo(OptionalLong.of(slice.position())).block()).isEmpty();
        assertThat(copy.upTo(AS_IT_IS).block()).isEmpty();
    }

    @Test
    @DisplayName("CST-6: nobody waits for a copy that takes its time: the tables serve them")
    void slow() {
        joins("Amal");
        awaitOf(1);
        slice.othersWrite();
        slice.jdbc.sql("begin").update();
        try {
            slice.jdbc
                    .sql("lock table casting_search.change in access exclusive mode")
                    .update();
            assertThat(copy.upTo(OptionalLong.of(slice.position())).block(Duration.ofSeconds(30)))
                    .isEmpty();
        } finally {
            slice.jdbc.sql("commit").update();
        }
        Awaitility.await().until(() -> sizeAt(slice.position()) == 1);
    }

    private static Wanted wanted(boolean verifiedOnly) {
        return new Wanted(
                SearchKind.TALENT,
                List.of(new SearchTier(SearchTier.LAST, List.of())),
                SearchSlice.NOW,
                SearchSlice.NOW,
                Optional.empty(),
                Optional.empty(),
                verifiedOnly,
                Set.of(),
                PLENTY,
                Map.of());
    }

    private void joins(String name) {
        slice.happened(slice.talent(
                name, SearchSlice.details(name, null, SearchSlice.lines("Riding"), null, List.of(), null)));
    }

    private long sizeAt(long position) {
        return copy.upTo(OptionalLong.of(position))
                .blockOptional()
                .orElseThrow()
                .map(MemoryIndex::size)
                .orElse(-1);
    }

    private long verifiedAt(long position) {
        return copy.upTo(OptionalLong.of(position))
                .blockOptional()
                .orElseThrow()
                .map(index -> index.find(wanted(true)).seen())
                .orElse(-1);
    }

    private void awaitOf(int documents) {
        Awaitility.await()
                .until(() -> copy.upTo(AS_IT_IS)
                        .blockOptional()
                        .orElseThrow()
                        .filter(index -> index.size() == documents)
                        .isPresent());
    }
}
