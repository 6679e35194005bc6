package org.backlot.casting.worker.ingestion;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Cuts a page into the posts on it, so that a list of ten calls is ten posts and the eleventh does not make the ten new: at
 * rules, at headings, and where a line begins a post by its title.
 */
final class PageParts {
    private static final Pattern RULE =
            Pattern.compile(" {0,3}(?:(?:-[ \\t]*){3,}|(?:\\*[ \\t]*){3,}|(?:_[ \\t]*){3,})");
    private static final Pattern HEADING = Pattern.compile(" {0,3}#{1,3} .*");

    private PageParts() {}

    /** @param markdown as Firecrawl writes it */
    static List<String> of(String markdown) {
        var parts = new ArrayList<String>();
        var part = new StringBuilder();
        boolean titled = false;
        for (var line : markdown.split("\\R", -1)) {
            boolean rule = RULE.matcher(line).matches();
            boolean heading = HEADING.matcher(line).matches();
            boolean title = PostLabel.TITLE.begins(line);
            // A title right below its heading belongs to it.
            if (rule || heading || (title && titled)) {
                add(parts, part);
                titled = false;
            }
            titled |= title;
            if (!rule) {
                part.append(line).append('\n');
            }
        }
        add(parts, part);
        return parts;
    }

    private static void add(List<String> parts, StringBuilder part) {
        if (!part.toString().isBlank()) {
            parts.add(part.toString().strip());
        }
        part.setLength(0);
    }
}
