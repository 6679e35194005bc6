// Why this file exists: lists come back from cutting rooms, and what we wrote must read back as what we meant.
package org.backlot.shared.editorial;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.backlot.shared.timecode.FrameRate;
import org.backlot.shared.timecode.FrameSpan;
import org.backlot.shared.timecode.Timecode;

/**
 * Reads CMX 3600 text (SMPTE 258M): all that {@link CmxWriter} writes, and the cuts-only lists of common edit systems.
 *
 * <p>Understood are: any line ends; tabs and any number of spaces between columns; comments with or without the
 * asterisk; reel names longer than the column; gaps in the programme; {@code AUD} lines; {@code FCM:} lines anywhere. A
 * comment other than a clip or reel name is kept as a remark. Remarks before the first event belong to no event and are
 * left out.
 *
 * <p>How labels are counted: {@code ;} or {@code ,} before the frames means drop frame. With {@code :} or {@code .} the
 * {@code FCM:} lines decide: the first one, if it stands above all events, for the programme; the last one above an event
 * for that event's source. Without any, the given rate decides.
 *
 * <p>Refused, with the line and the reason: dissolves, wipes and keys, speed changes, events whose source and record
 * differ in length, labels that do not exist, frame numbers in place of labels, and every line of unknown meaning.
 */
public final class CmxReader {

    private static final Pattern BLANKS = Pattern.compile(" +");
    private static final Pattern EVENT_LINE = Pattern.compile("\\d{1,6} .*");
    private static final Pattern TIMECODE = Pattern.compile("\\d\\d[:;.,]\\d\\d[:;.,]\\d\\d[:;.,]\\d\\d");
    private static final Pattern BARE_COMMENT = Pattern.compile(
            "(FROM CLIP NAME:|TO CLIP NAME:|FROM CLIP:|FROM FILE:|SOURCE FILE:|REEL NAME:|COMMENT:|LOC:|ASC_SOP|ASC_SAT).*");
    private static final String CLIP_NAME = "FROM CLIP NAME:";
    private static final String REEL_NAME = "REEL NAME:";
    private static final String COMMENT = "COMMENT:";
    private static final int COLUMNS_OF_A_CUT = 8;
    private static final int LONGEST_QUOTE = 80;

    private final FrameRate givenRate;
    private final List<EventBeingRead> events = new ArrayList<>();
    private Optional<String> title = Optional.empty();
    private boolean programmeAnnounced;
    private FrameRate announcedForProgramme;
    private FrameRate announcedForSource;
    private FrameRate programmeRate;

    private CmxReader(FrameRate givenRate) {
        this.givenRate = givenRate;
        this.announcedForProgramme = givenRate;
        this.announcedForSource = givenRate;
        this.programmeRate = givenRate;
    }

    /**
     * Reads one list.
     *
     * @param text the whole list
     * @param rate the programme's speed, which the format does not tell; whether its labels drop is taken from the list
     * @throws CmxFormatException when a line cannot be understood, or no line is that of an edit list
     */
    public static EditDecisionList read(String text, FrameRate rate) {
        return new CmxReader(rate).read(text);
    }

    private EditDecisionList read(String text) {
        List<String> lines = text.lines().toList();
        for (int index = 0; index < lines.size(); index++) {
            try {
                readLine(SafeText.onOneLine(lines.get(index)));
            } catch (IllegalArgumentException refusal) {
                throw new CmxFormatException(index + 1, refusal);
            }
        }
        if (title.isEmpty() && events.isEmpty()) {
            throw new CmxFormatException(
                    lines.size() + 1, "The text ends without a title or an event: it is no edit list");
        }
        return new EditDecisionList(
                title.orElse(""),
                events.isEmpty() ? announcedForProgramme : programmeRate,
                events.stream().map(EventBeingRead::complete).toList());
    }

    private void readLine(String line) {
        String upperCase = line.toUpperCase(Locale.ROOT);
        if (line.isEmpty()) {
            return;
        }
        if (EVENT_LINE.matcher(line).matches()) {
            readEvent(columnsOf(line));
        } else if (line.startsWith("*")) {
            readComment(line.substring(1).strip());
        } else if (BARE_COMMENT.matcher(line).matches()) {
            readComment(line);
        } else if (upperCase.startsWith("TITLE:")) {
            readTitle(line.substring("TITLE:".length()).strip());
        } else if (upperCase.startsWith("FCM:")) {
            readFrameCodeMode(upperCase.substring("FCM:".length()).strip());
        } else if (upperCase.startsWith("AUD ")) {
            readAudioTracks(columnsOf(line));
        } else if (upperCase.startsWith("M2 ")) {
            throw new IllegalArgumentException("Speed changes (M2) are not supported");
        } else {
            throw new IllegalArgumentException("\"" + quoted(line) + "\" is not a line of an edit list");
        }
    }

    private void readTitle(String text) {
        if (title.isPresent()) {
            throw new IllegalArgumentException("A second title: only one list can be read at a time");
        }
        title = Optional.of(text);
    }

    private void readFrameCodeMode(String mode) {
        announcedForSource = switch (mode) {
            case "DROP FRAME", "DROP" -> givenRate.asDropFrame();
            case "NON-DROP FRAME", "NON DROP FRAME", "NON-DROP", "NON DROP" -> givenRate.asNonDropFrame();
            default -> throw new IllegalArgumentException("\"" + quoted(mode) + "\" is not a frame code mode");
        };
        if (events.isEmpty() && !programmeAnnounced) {
            announcedForProgramme = announcedForSource;
            programmeAnnounced = true;
        }
    }

    private void readEvent(List<String> columns) {
        if (events.size() == EditDecisionList.MOST_EVENTS) {
            throw new IllegalArgumentException("A list holds at most " + EditDecisionList.MOST_EVENTS + " events");
        }
        if (columns.size() > 3 && !columns.get(3).equalsIgnoreCase("C")) {
            throw new IllegalArgumentException(
                    "Only cuts (C) are supported, not \"" + quoted(columns.get(3)) + "\" in the fourth column");
        }
        if (columns.size() != COLUMNS_OF_A_CUT) {
            throw new IllegalArgumentException("A cut has " + COLUMNS_OF_A_CUT
                    + " columns (event, reel, channels, C and four timecodes), not " + columns.size());
        }
        FrameSpan source = spanOf(columns.get(4), columns.get(5), announcedForSource);
        FrameSpan record = spanOf(columns.get(6), columns.get(7), announcedForProgramme);
        FrameRate rateOfRecord = record.in().rate();
        if (events.isEmpty()) {
            programmeRate = rateOfRecord;
        } else if (rateOfRecord != programmeRate) {
            throw new IllegalArgumentException("The programme is labelled at " + programmeRate.label()
                    + " before and at " + rateOfRecord.label() + " here");
        }
        events.add(new EventBeingRead(new EditEvent(
                Integer.parseInt(columns.get(0)),
                columns.get(1),
                EditChannels.ofColumn(columns.get(2)),
                source,
                record,
                Optional.empty(),
                List.of())));
    }

    private void readAudioTracks(List<String> columns) {
        if (events.isEmpty()) {
            throw new IllegalArgumentException("Sound tracks before the first event");
        }
        for (String track : columns.subList(1, columns.size())) {
            if (track.length() != 1 || !Character.isDigit(track.charAt(0))) {
                throw new IllegalArgumentException("\"" + quoted(track) + "\" is not a sound track");
            }
            events.getLast().addAudioTrack(Integer.parseInt(track));
        }
    }

    private void readComment(String comment) {
        if (events.isEmpty()) {
            return;
        }
        EventBeingRead event = events.getLast();
        if (comment.startsWith(CLIP_NAME)) {
            event.nameClip(comment.substring(CLIP_NAME.length()));
        } else if (comment.startsWith(REEL_NAME)) {
            event.nameReel(comment.substring(REEL_NAME.length()));
        } else if (comment.startsWith(COMMENT)) {
            event.addComment(comment.substring(COMMENT.length()));
        } else {
            event.addComment(comment);
        }
    }

    private static FrameSpan spanOf(String in, String out, FrameRate announced) {
        return FrameSpan.between(timecodeOf(in, announced), timecodeOf(out, announced));
    }

    /** Reads a label, counted as its own separator says, or else as the last announcement does. */
    private static Timecode timecodeOf(String label, FrameRate announced) {
        if (!TIMECODE.matcher(label).matches()) {
            throw new IllegalArgumentException("\"" + quoted(label) + "\" is not a timecode");
        }
        char separator = label.charAt(8);
        FrameRate rate = separator == ';' || separator == ',' ? announced.asDropFrame() : announced;
        String time = label.substring(0, 2) + ":" + label.substring(3, 5) + ":" + label.substring(6, 8);
        return Timecode.parse(time + (rate.isDropFrame() ? ";" : ":") + label.substring(9), rate);
    }

    private static List<String> columnsOf(String line) {
        return BLANKS.splitAsStream(line).toList();
    }

    private static String quoted(String text) {
        return SafeText.shortened(text, LONGEST_QUOTE);
    }
}
