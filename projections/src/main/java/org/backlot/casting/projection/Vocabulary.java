package org.backlot.casting.projection;

import java.util.Collection;
import org.backlot.casting.api.search.SearchDocument;
import org.backlot.casting.api.search.SearchTerms.Field;
import org.backlot.casting.api.search.WordKeys;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Every word that is in the index, once. A word goes with the last text that has it: it may be the name of somebody who is
 * forgotten.
 */
final class Vocabulary {
    private final JdbcClient jdbc;

    Vocabulary(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void add(SearchDocument document) {
        var words = document.words().toArray(String[]::new);
        var missing = jdbc.sql("select w from unnest(?) w where not exists (select 1 from word where word.word = w)")
                .param(words)
                .query(String.class)
                .list();
        for (var word : missing) {
            jdbc.sql("insert into word (word, named, keys) values (?, false, ?)")
                    .params(word, WordKeys.of(word).toArray(String[]::new))
                    .update();
        }
        jdbc.sql("update word set named = true where word = any(?) and not named")
                .param(document.names().toArray(String[]::new))
                .update();
    }

    /** Words that were taken out of a text, which had been taken out of the index before. */
    void remove(Collection<String> words) {
        for (var word : words) {
            jdbc.sql("delete from word where word = :word and not " + isThere("prose"))
                    .param("word", word)
                    .param("prose", term(Field.PROSE, word))
                    .update();
        }
    }

    /** Words that nobody is called any more of whom they were taken. */
    void removeNames(Collection<String> words) {
        for (var word : words) {
            jdbc.sql("update word set named = false where word = :word and named and not " + isThere("name"))
                    .param("word", word)
                    .param("name", term(Field.NAME, word))
                    .update();
        }
    }

    private static String isThere(String parameter) {
        return "(exists (select 1 from talent where terms @@ cast(:%1$s as tsquery))".formatted(parameter)
                + " or exists (select 1 from call where terms @@ cast(:%1$s as tsquery)))".formatted(parameter);
    }

    private static String term(Field field, String word) {
        return "'" + field.term(word) + "'";
    }
}
