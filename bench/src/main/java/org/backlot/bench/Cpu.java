package org.backlot.bench;

import java.time.Duration;
import java.util.stream.Stream;

/**
 * Processor time used by those who share the machine's processors.
 *
 * @param program the program itself
 * @param database the database server with its processes
 * @param redis the program's Redis
 * @param load this process, which sends the requests
 */
public record Cpu(Duration program, Duration database, Duration redis, Duration load) {
    public static final Cpu NONE = new Cpu(Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ZERO);

    /** Since each of them began. */
    public static Cpu now(Program program, DatabaseServer database) {
        return new Cpu(
                sum(Stream.of(program.process())),
                sum(Stream.concat(
                        Stream.of(database.process()), database.process().children())),
                sum(Stream.of(program.redis())),
                sum(Stream.of(ProcessHandle.current())));
    }

    public Cpu since(Cpu before) {
        return new Cpu(
                program.minus(before.program),
                database.minus(before.database),
                redis.minus(before.redis),
                load.minus(before.load));
    }

    public Cpu plus(Cpu other) {
        return new Cpu(
                program.plus(other.program),
                database.plus(other.database),
                redis.plus(other.redis),
                load.plus(other.load));
    }

    private static Duration sum(Stream<ProcessHandle> processes) {
        return processes
                .flatMap(process -> process.info().totalCpuDuration().stream())
                .reduce(Duration.ZERO, Duration::plus);
    }
}
