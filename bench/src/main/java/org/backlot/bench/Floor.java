package org.backlot.bench;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A unit on which somebody may roll and cut. Each round gets new ones, of which a client has several: so no two clients
 * meet on one, and none grows a history that a unit never has.
 *
 * @param unit its id
 * @param shot the one shot on its slate
 * @param authorization the header line of who runs the camera
 */
public record Floor(String unit, String shot, String authorization) {
    private static final String BEARER = "Authorization: Bearer ";
    private static final byte[] CUT_BODY = "{}".getBytes(StandardCharsets.UTF_8);

    private static final String SCREENPLAY = """
            INT. STAGE TWO - DAY

            One take after the other.
            """;

    /** Lets people join, all at the same time. */
    public static List<Person> crew(InetSocketAddress address, int people) {
        return IntStream.range(0, people)
                .parallel()
                .mapToObj(number -> Person.joins(address, "producer" + number + "@bench.example"))
                .toList();
    }

    /** New units, so many for each of the people: one project each, with a slate of one shot per unit. */
    public static List<Floor> open(List<Person> crew, int unitsEach) {
        var opened =
                crew.parallelStream().map(person -> opened(person, unitsEach)).toList();
        var floors = new ArrayList<Floor>();
        // Neighbours belong to different people.
        for (int unit = 0; unit < unitsEach; unit++) {
            for (var ofPerson : opened) {
                floors.add(ofPerson.get(unit));
            }
        }
        return floors;
    }

    private static List<Floor> opened(Person person, int units) {
        var project =
                Person.object().put("title", "Benchmark").put("frameRate", "24").put("timeZone", "Asia/Riyadh");
        project.putObject("budget").put("amount", 1_000_00).put("currency", "SAR");
        var path = "/api/v1/production/projects/"
                + person.post("/api/v1/production/projects", project)
                        .path("projectId")
                        .asString();
        return IntStream.range(0, units)
                .mapToObj(number -> opened(person, path, number))
                .toList();
    }

    private static Floor opened(Person person, String project, int number) {
        var unit = person.post(
                        project + "/units",
                        Person.object().put("name", "Unit " + number).put("kind", number == 0 ? "MAIN" : "SPLINTER"))
                .path("unitId")
                .asString();
        var scene = person.post(project + "/screenplay?unitId=" + unit, "text/plain; charset=utf-8", SCREENPLAY)
                .path("scenes")
                .path(0)
                .path("sceneId")
                .asString();
        var shot = person.post(
                        "/api/v1/production/scenes/" + scene + "/shots",
                        Person.object().put("description", "Wide, one lamp"))
                .path("shotId")
                .asString();
        if (Stream.of(unit, scene, shot).anyMatch(String::isEmpty)) {
            throw new BenchmarkFailed("a unit could not be prepared");
        }
        return new Floor(unit, shot, person.authorization());
    }

    /** What that line says, for whoever must say it elsewhere. */
    public String token() {
        return authorization.substring(BEARER.length()).strip();
    }

    /** Rolls the camera and waits until that is on disk. */
    public void roll(HttpConnection connection) throws IOException {
        send(connection, "/roll", Person.object().put("shotId", shot).toString().getBytes(StandardCharsets.UTF_8));
    }

    /** Cuts it, likewise. */
    public void cut(HttpConnection connection) throws IOException {
        send(connection, "/cut", CUT_BODY);
    }

    private void send(HttpConnection connection, String command, byte... body) throws IOException {
        connection
                .send(
                        "POST",
                        "/api/v1/set/units/" + unit + command,
                        authorization
                                + "Content-Type: application/json\r\nAccept: application/json\r\nIdempotency-Key: "
                                + UUID.randomUUID() + "\r\n",
                        body)
                .expectSuccess();
    }
}
