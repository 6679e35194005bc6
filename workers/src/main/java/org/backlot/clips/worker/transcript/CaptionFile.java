// Why this file exists: SRT and WebVTT differ in their head, their decimal sign and their mark-up; the rest is one
// grammar:
// blocks of lines, of which one has an arrow.
package org.backlot.clips.worker.transcript;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads captions: SRT, and WebVTT as the W3C describes it. Word times are taken where WebVTT carries them inside a cue, and
 * worked out by length otherwise.
 */
public final class CaptionFile {
    private static final String HEAD = "WEBVTT";
    private static final int MOST_CUES = 100_000;
    private static final Pattern TIMES = Pattern.compile("\\s*(?<from>[0-9:.,]+)\\s+-->\\s+(?<to>[0-9:.,]+)(?:\\s.*)?");
    private static final Pattern STAMP = Pattern.compile("(?:([0-9]{1,4}):)?([0-9]{1,2}):([0-9]{2})[.,]([0-9]{3})");
    private static final Pattern INNER_STAMP = Pattern.compile("<((?:[0-9]{1,4}:)?[0-9]{2}:[0-9]{2}\\.[0-9]{3})>");
    private static final Pattern TAG = Pattern.compile("</?[A-Za-z][^<>]*>|\\{\\\\[^{}]*}");
    private static final long MILLIS = 1000;
    private static final long MINUTE = 60;

    private CaptionFile() {}

    /**
     * Reads an SRT file.
     *
     * @throws UnreadableTranscript with the line where it is not one
     */
    public static Transcript srt(String text) throws UnreadableTranscript {
        return read(lines(text), 0);
    }

    /**
     * Reads a WebVTT file.
     *
     * @throws UnreadableTranscript with the line where it is not one
     */
    public static Transcript vtt(String text) throws UnreadableTranscript {
        var lines = lines(text);
        var first = lines.getFirst();
        if (!first.equals(HEAD) && !first.startsWith(HEAD + " ") && !first.startsWith(HEAD + "\t")) {
            throw new UnreadableTranscript(1, "a WebVTT file begins with WEBVTT");
        }
        int line = 1;
        while (line < lines.size() && !lines.get(line).isBlank()) {
            line++;
        }
        return read(lines, line);
    }

    private static List<String> lines(String text) {
        var plain = text.startsWith("\uFEFF") ? text.substring(1) : text;
        return List.of(plain.split("\r\n|\r|\n", -1));
    }

    private static Transcript read(List<String> lines, int from) throws UnreadableTranscript {
        var words = new ArrayList<Word>();
        int cues = 0;
        int line = from;
        while (line < lines.size()) {
            if (lines.get(line).isBlank()) {
                line++;
                continue;
            }
            int end = line;
            while (end < lines.size() && !lines.get(end).isBlank()) {
                end++;
            }
            if (!isComment(lines.get(line))) {
                cues++;
                if (cues > MOST_CUES) {
                    throw new UnreadableTranscript(line + 1, "there are more than 100000 captions");
                }
                words.addAll(block(lines.subList(line, end), line + 1));
            }
            line = end;
        }
        return Transcript.of(words);
    }

    private static boolean isComment(String first) {
        return first.startsWith("NOTE") || first.equals("STYLE") || first.equals("REGION");
    }

    // A number or a name may stand before the times.
    private static List<Word> block(List<String> lines, int number) throws UnreadableTranscript {
        int at = lines.getFirst().contains("-->") ? 0 : 1;
        var times = at < lines.size() ? TIMES.matcher(lines.get(at)) : TIMES.matcher("");
        if (!times.matches()) {
            throw new UnreadableTranscript(number, "a caption has times such as 00:00:01.000 --> 00:00:02.500");
        }
        long from = millis(times.group("from"), number + at);
        long to = millis(times.group("to"), number + at);
        if (to < from) {
            throw new UnreadableTranscript(number + at, "a caption ends before it begins");
        }
        return spoken(from, to, String.join(" ", lines.subList(at + 1, lines.size())), number + at);
    }

    private static List<Word> spoken(long from, long to, String text, int line) throws UnreadableTranscript {
        var words = new ArrayList<Word>();
        var stamps = INNER_STAMP.matcher(text);
        boolean heard = false;
        long begin = from;
        int done = 0;
        while (stamps.find()) {
            heard = true;
            long until = millis(stamps.group(1), line);
            if (until < begin || until > to) {
                throw new UnreadableTranscript(line, "a word's time lies outside of its caption");
            }
            words.addAll(stretch(begin, until, text.substring(done, stamps.start()), true));
            begin = until;
            done = stamps.end();
        }
        words.addAll(stretch(begin, to, text.substring(done), heard));
        return words;
    }

    // Between two inner times there is mostly one word, whose times are then known.
    private static List<Word> stretch(long from, long to, String text, boolean heard) {
        var plain = plain(text);
        if (plain.isBlank()) {
            return List.of();
        }
        var words = new Cue(from, to, plain).words();
        return heard && words.size() == 1 ? List.of(new Word(words.getFirst().text(), from, to, false)) : words;
    }

    private static String plain(String text) {
        return TAG.matcher(text)
                .replaceAll("")
                .replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&nbsp;", " ")
                .replace("&lrm;", "")
                .replace("&rlm;", "")
                .replace("&amp;", "&");
    }

    private static long millis(String stamp, int line) throws UnreadableTranscript {
        Matcher parts = STAMP.matcher(stamp);
        if (!parts.matches()) {
            throw new UnreadableTranscript(line, "a time is written as 00:00:01.000");
        }
        long hours = parts.group(1) == null ? 0 : Long.parseLong(parts.group(1));
        long minutes = Long.parseLong(parts.group(2));
        long seconds = Long.parseLong(parts.group(3));
        if (minutes >= MINUTE || seconds >= MINUTE) {
            throw new UnreadableTranscript(line, "an hour has 60 minutes, a minute 60 seconds");
        }
        return ((hours * MINUTE + minutes) * MINUTE + seconds) * MILLIS + Long.parseLong(parts.group(4));
    }
}
