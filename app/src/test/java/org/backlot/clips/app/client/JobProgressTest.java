package org.backlot.clips.app.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.backlot.clips.api.JobStatus;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

@DisplayName("What the command tells of a job")
class JobProgressTest {
    private static final String ID = "00000000-0000-0000-0000-00000000000";

    private final StringWriter screen = new StringWriter();
    private final PrintWriter out = new PrintWriter(screen);

    @Test
    @DisplayName("CLP-1: on a pipe every transition is a line, and progress one for each tenth")
    void plain() {
        var progress = new JobProgress(new PlainLines(out));
        told(
                progress,
                snapshot("created", ""),
                "{'type':'job','status':'ingesting','paused':false}",
                step(1, "INGEST", "pending", 1, ""),
                step(1, "INGEST", "running", 1, ""),
                progress(1, 3),
                progress(1, 7),
                progress(1, 14),
                step(1, "INGEST", "completed", 1, ""),
                step(2, "FACE_TRACK", "skipped", 1, ",'reason':'no picture to look at'"),
                "{'type':'clips','clips':[{'clipId':'a'},{'clipId':'b'}]}",
                step(3, "RENDER", "running", 2, ",'clipId':'b'"),
                "{'type':'of a newer program'}");

        assertThat(lines())
                .containsExactly(
                        "job ingesting",
                        "ingest             waits",
                        "ingest             runs",
                        "ingest               3 %",
                        "ingest              14 %",
                        "ingest             done",
                        "face track         skipped: no picture to look at",
                        "2 clips were chosen.",
                        "render clip 2      runs (attempt 2)");
    }

    @Test
    @DisplayName("CLP-1: a snapshot that says nothing new tells nothing, and takes no progress back")
    void snapshots_repeat() {
        var progress = new JobProgress(new PlainLines(out));
        var running =
                snapshot("ingesting", "{'stepId':'%s1','kind':'INGEST','status':'running','attempt':1}".formatted(ID));
        told(progress, running, progress(1, 40), running, progress(1, 41), running);

        assertThat(lines()).containsExactly("ingest             runs", "job ingesting", "ingest              40 %");
    }

    @Test
    @DisplayName("CLP-1: of a failure the step, its code and its message are kept")
    void failure() {
        var progress = new JobProgress(new PlainLines(out));
        told(
                progress,
                step(1, "TRANSCRIBE", "running", 3, ""),
                step(1, "TRANSCRIBE", "waiting", 3, ",'code':'NO_SPEECH','reason':'nothing is said'"),
                step(1, "TRANSCRIBE", "waiting", 4, ""),
                step(1, "TRANSCRIBE", "failed", 4, ",'code':'NO_SPEECH','reason':'nothing is said'"));
        assertThat(progress.isOver()).isFalse();
        told(
                progress,
                "{'type':'snapshot','detail':{'job':{'status':'failed','paused':false,'errorCode':'STEP_FAILED',"
                        + "'error':'a step was given up'},'steps':[]}}");

        assertThat(progress.isOver()).isTrue();
        assertThat(progress.status()).isEqualTo(JobStatus.FAILED);
        assertThat(progress.failures()).containsExactly("transcribe failed: NO_SPEECH nothing is said");
        assertThat(progress.error()).isEqualTo("STEP_FAILED a step was given up");
        assertThat(lines())
                .contains("transcribe         will be tried again: NO_SPEECH nothing is said")
                .doesNotHaveDuplicates();
    }

    @Test
    @DisplayName("CLP-1: on a terminal what goes on is rewritten below what is settled")
    void terminal() {
        var display = new TerminalLines(out);
        display.show(ProgressLine.running("a", "ingest", "", 1));
        display.show(ProgressLine.running("b", "faces", "", 5));
        display.show(ProgressLine.running("a", "ingest", "", 2));
        display.show(ProgressLine.running("a", "ingest", "", 2));
        display.show(ProgressLine.settled("a", "ingest", "done"));
        display.say("two \u001b[2Jclips");

        assertThat(shown()).containsExactly("ingest             done", "two  [2Jclips", "faces                5 %");
    }

    @Test
    @DisplayName("CLP-1: a terminal is never asked to rewrite more lines than it shows")
    void terminal_is_small() {
        var display = new TerminalLines(out);
        for (int clip = 1; clip <= 30; clip++) {
            display.show(ProgressLine.waiting("clip" + clip, "render clip " + clip, "waits " + "long ".repeat(30)));
        }

        var shown = shown();
        assertThat(shown).hasSize(13).endsWith("and 18 more").allMatch(line -> line.length() <= 78);
    }

    /** What stands on the screen in the end, read as a terminal reads it. */
    private List<String> shown() {
        var lines = new java.util.ArrayList<String>();
        for (var line : screen.toString().split("(?<=\n)")) {
            var rest = line;
            while (rest.startsWith("\u001b[")) {
                int end = rest.indexOf('A');
                int up = Integer.parseInt(rest.substring(2, end));
                lines.subList(lines.size() - up, lines.size()).clear();
                rest = rest.substring(end + 1).replaceFirst("^\r\u001b\\[J", "");
            }
            lines.add(rest.strip());
        }
        return lines;
    }

    private List<String> lines() {
        return screen.toString().lines().toList();
    }

    private static void told(JobProgress progress, String... frames) {
        for (var frame : frames) {
            progress.told(JsonMapper.shared().readTree(frame.replace('\'', '"')));
        }
    }

    private static String snapshot(String status, String steps) {
        return "{'type':'snapshot','position':1,'detail':{'job':{'status':'%s','paused':false},'steps':[%s]}}"
                .formatted(status, steps);
    }

    private static String step(int number, String kind, String status, int attempt, String more) {
        return "{'type':'step','stepId':'%s%d','kind':'%s','status':'%s','attempt':%d%s}"
                .formatted(ID, number, kind, status, attempt, more);
    }

    private static String progress(int number, int percent) {
        return "{'type':'progress','stepId':'%s%d','kind':'INGEST','attempt':1,'percent':%d}"
                .formatted(ID, number, percent);
    }
}
