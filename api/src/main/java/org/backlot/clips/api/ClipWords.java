// Why this file exists: a title, a description and hashtags are checked once, whoever has written them.
package org.backlot.clips.api;

import java.util.List;
import java.util.regex.Pattern;
import org.backlot.shared.PlainText;
import org.backlot.shared.personal.NotPersonal;

/**
 * What is written beside a clip where it is published.
 *
 * @param title one line of 1 to 500 characters
 * @param description at most 5,000 characters; may be empty
 * @param hashtags at most 30, each {@code #} and 1 to 100 letters, digits or underscores, without doubles
 */
public record ClipWords(
        @NotPersonal("the title of a work") String title,
        @NotPersonal("what is published with a work") String description,
        @NotPersonal("what is published with a work") List<String> hashtags) {
    private static final int LONGEST_TITLE = 500;
    private static final int LONGEST_DESCRIPTION = 5_000;
    private static final int MOST_HASHTAGS = 30;
    private static final Pattern HASHTAG = Pattern.compile("#[\\p{L}\\p{M}\\p{N}_]{1,100}");

    public ClipWords {
        title = PlainText.line(title, LONGEST_TITLE);
        description = description.isBlank() ? "" : PlainText.paragraph(description, LONGEST_DESCRIPTION);
        if (hashtags.size() > MOST_HASHTAGS) {
            throw new IllegalArgumentException("there are at most 30 hashtags");
        }
        if (!hashtags.stream().allMatch(tag -> HASHTAG.matcher(tag).matches())) {
            throw new IllegalArgumentException("a hashtag is # and 1 to 100 letters, digits or underscores");
        }
        hashtags = hashtags.stream().distinct().toList();
    }
}
