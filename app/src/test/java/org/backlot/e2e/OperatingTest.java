package org.backlot.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.backlot.log.app.Rebuilds;
import org.backlot.log.app.RecordedLog;
import org.backlot.platform.app.cli.BacklotCommand;
import org.backlot.platform.app.crypto.MasterKeyCheck;
import org.backlot.platform.app.crypto.MasterKeyRefused;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

@DisplayName("What an operator does while people work")
class OperatingTest {
    private static final TestBacklot BACKLOT = TestBacklot.shared();
    private static final Duration LONG = Duration.ofSeconds(30);
    private static final Duration BETWEEN_PROJECTS = Duration.ofMillis(100);

    @Test
    @DisplayName("LED-3: every view can be swapped for a rebuilt one while commands go on, and no command fails")
    void swap_under_writes() throws Exception {
        var rebuilds = BACKLOT.running().context().getBean(Rebuilds.class);
        var people = IntStream.range(0, 4)
                .mapToObj(_ -> BACKLOT.somebody("production"))
                .toList();
        try (var writers = Executors.newScheduledThreadPool(people.size())) {
            // At a pace: otherwise the log grows faster than a slow machine reads it, and each swap takes longer.
            var writing = people.stream()
                    .map(person -> writers.scheduleWithFixedDelay(
                            () -> BACKLOT.projectOf(person), 0, BETWEEN_PROJECTS.toMillis(), TimeUnit.MILLISECONDS))
                    .toList();
            for (var name : rebuilds.names()) {
                assertThat(rebuilds.swap(name).differences()).as(name).isEmpty();
            }
            // Commands decide by this one, and it is written with each of them.
            for (var times = 0; times < 5; times++) {
                assertThat(rebuilds.swap("access").differences()).isEmpty();
            }
            for (var writer : writing) {
                if (!writer.cancel(false)) {
                    // It has ended by itself, by a command that failed.
                    writer.get();
                }
            }
        }
        assertThat(BACKLOT.replayAll())
                .allSatisfy(report ->
                        assertThat(report.differences()).as(report.projection()).isEmpty());
    }

    @Test
    @DisplayName("LED-3: what a view has lost with a database that crashed under the program comes again by itself")
    void taken_back() {
        var producer = BACKLOT.somebody("production");
        var project = UUID.fromString(BACKLOT.projectOf(producer).projectId());
        var jdbc = BACKLOT.running().context().getBean(JdbcClient.class);
        long end = BACKLOT.running().context().getBean(RecordedLog.class).head();
        await().atMost(LONG).until(() -> stands(jdbc) >= end);

        // As after a crash: a view's last commits were not on the disk. This program lives on and does not know.
        jdbc.sql("""
                        with back as (update log_follower set position = :position where name = 'slate')
                        delete from slate.unit where project_id = :project
                        """).param("position", end - 3).param("project", project).update();

        await().atMost(LONG).until(() -> stands(jdbc) >= end);
        assertThat(jdbc.sql("select count(*) from slate.unit where project_id = ?")
                        .param(project)
                        .query(Long.class)
                        .single())
                .isEqualTo(1);
    }

    private static long stands(JdbcClient jdbc) {
        return jdbc.sql("select position from log_follower where name = 'slate'")
                .query(Long.class)
                .single();
    }

    @Test
    @DisplayName("LED-3: ./backlot replay asks the running program, and says what it found")
    void on_the_command_line() {
        var said = new StringWriter();
        var data = BACKLOT.running().dataFolder().toString();
        int status =
                BacklotCommand.run(new PrintWriter(said, true), "replay", "slate", "--compare-only", "--data", data);

        assertThat(status).as(said.toString()).isZero();
        assertThat(said.toString()).contains("replay = live: ok", "the live one was left in place");

        var none = new StringWriter();
        assertThat(BacklotCommand.run(new PrintWriter(none, true), "replay", "slate", "--cancel", "--data", data))
                .isOne();
        assertThat(none.toString()).contains("no rebuild of slate runs there");
    }

    @Test
    @DisplayName("PLT-6: a master key that the database was not made with is noticed before anything starts")
    void wrong_master_key() {
        var jdbc = BACKLOT.running().context().getBean(JdbcClient.class);
        var wrong = new MasterKeyCheck(
                jdbc, (purpose, text) -> ("wrong " + purpose + text).getBytes(StandardCharsets.UTF_8));

        assertThatThrownBy(wrong::start).isInstanceOf(MasterKeyRefused.class);
    }
}
