package org.backlot.bench.hud;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.stream.Stream;
import org.backlot.bench.BenchmarkFailed;
import org.backlot.bench.Cpu;
import org.backlot.bench.DatabaseServer;
import org.backlot.bench.Floor;
import org.backlot.bench.HttpConnection;
import org.backlot.bench.Person;
import org.backlot.bench.Program;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** A unit of the running program: every change is on the disk before any device hears of it. */
final class OurChannel implements LiveChannel {
    private static final byte[] STATE = bytes("{\"type\":\"state\"");
    private static final byte[] ROLLING = bytes("{\"type\":\"rolling\"");
    private static final byte[] CUT = bytes("{\"type\":\"cut\"");
    private static final byte[] DEGRADED = bytes("{\"type\":\"degraded\"");
    private static final byte[] REFUSED = bytes("{\"type\":\"refused\"");
    private static final byte[] OFFSET = bytes("\"offset\":");

    private static final String PATH = "/ws/sync";

    private final Program program;
    private final DatabaseServer database;
    private final Floor floor;
    private final HttpConnection connection;
    /** Where commands go by a device's socket, and not by REST. */
    private @Nullable Socket sender;

    private boolean rolling;

    OurChannel(Program program, DatabaseServer database, Floor floor) throws IOException {
        this.program = program;
        this.database = database;
        this.floor = floor;
        this.connection = HttpConnection.open(program.address());
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public String name() {
        return "ours";
    }

    @Override
    public Socket connect() {
        return connect(false);
    }

    /** A device that wants to hear of every frame of the timecode. */
    Socket connectWithHeartbeat() {
        return connect(true);
    }

    private Socket connect(boolean heartbeat) {
        return saying(
                Socket.open(program.address(), PATH, floor.authorization()),
                join(floor, OptionalLong.empty()).put("heartbeat", heartbeat));
    }

    /**
     * A device that has little room for what it has not read yet.
     *
     * @param bytes how much
     * @param paced whether it will say what it has read
     */
    Socket connectWithLittleRoom(int bytes, boolean paced) {
        return saying(
                Socket.open(program.address(), PATH, floor.authorization(), bytes),
                join(floor, OptionalLong.empty()).put("paced", paced));
    }

    /** What a paced device says when it has read so many frames. */
    static String seen(long frames) {
        return Person.object().put("type", "seen").put("frames", frames).toString();
    }

    /** A device on a unit's channel. */
    static Socket joined(Program program, Floor floor) {
        return joined(program.address(), floor, OptionalLong.empty());
    }

    /**
     * A device on a unit's channel.
     *
     * @param after the last offset that it has seen
     */
    static Socket joined(InetSocketAddress node, Floor floor, OptionalLong after) {
        return saying(Socket.open(node, PATH, floor.authorization()), join(floor, after));
    }

    private static ObjectNode join(Floor floor, OptionalLong after) {
        var join = Person.object().put("type", "join").put("unitId", floor.unit());
        after.ifPresent(offset -> join.put("after", offset));
        return join;
    }

    private static Socket saying(Socket socket, ObjectNode frame) {
        socket.send(frame.toString());
        return socket;
    }

    @Override
    public Meaning meaning(byte[] frame, int from, int length) {
        return meaningOf(frame, from, length);
    }

    static Meaning meaningOf(byte[] frame, int from, int length) {
        if (LiveChannel.begins(frame, from, length, ROLLING) || LiveChannel.begins(frame, from, length, CUT)) {
            return Meaning.CHANGE;
        }
        if (LiveChannel.begins(frame, from, length, STATE)) {
            return Meaning.JOINED;
        }
        return LiveChannel.begins(frame, from, length, DEGRADED) || LiveChannel.begins(frame, from, length, REFUSED)
                ? Meaning.LOSS
                : Meaning.OTHER;
    }

    /** The place in the log up to which a state or a change tells of the unit. */
    static long offset(byte[] frame, int from, int length) {
        for (int place = from; place < from + length - OFFSET.length; place++) {
            if (LiveChannel.begins(frame, place, from + length - place, OFFSET)) {
                long offset = 0;
                for (int digit = place + OFFSET.length; frame[digit] >= '0' && frame[digit] <= '9'; digit++) {
                    offset = offset * 10 + frame[digit] - '0';
                }
                return offset;
            }
        }
        throw new BenchmarkFailed("no offset in " + new String(frame, from, length, StandardCharsets.UTF_8));
    }

    /** From now on commands go by that device's socket, without waiting for the answer. */
    void commandBy(Socket device) {
        sender = device;
    }

    @Override
    public void change() throws IOException {
        var socket = sender;
        if (socket != null) {
            socket.send(rolling ? cut() : roll(floor));
        } else if (rolling) {
            floor.cut(connection);
        } else {
            floor.roll(connection);
        }
        rolling = !rolling;
    }

    /** Whether a refusal says that the same command may be sent again. */
    static boolean asksToTryAgain(String refusal) {
        return Stream.of("BUSY", "UNAVAILABLE", "OUTCOME_UNKNOWN")
                .anyMatch(code -> refusal.contains("\"code\":\"" + code + "\""));
    }

    /** What a device says to roll. */
    static String roll(Floor floor) {
        return command("roll").put("shotId", floor.shot()).toString();
    }

    private static String cut() {
        return command("cut").toString();
    }

    private static ObjectNode command(String type) {
        return Person.object().put("type", type).put("id", UUID.randomUUID().toString());
    }

    @Override
    public Duration processorTime() {
        var used = Cpu.now(program, database);
        return used.program().plus(used.database()).plus(used.redis());
    }

    @Override
    public double residentMegabytes() {
        return program.residentMegabytes();
    }

    @Override
    public void close() throws IOException {
        connection.close();
    }
}
