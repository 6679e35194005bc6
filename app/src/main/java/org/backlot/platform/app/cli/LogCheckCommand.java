package org.backlot.platform.app.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.backlot.eventstore.tree.Checkpoint;
import org.backlot.eventstore.tree.ProofBundle;
import org.backlot.eventstore.tree.SignedNote;
import org.backlot.eventstore.tree.VerifierKey;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code backlot log check BUNDLE}: needs nothing but the file, no database, no network, no running program. */
@Command(name = "check", description = "Check a file that 'log prove' wrote; nothing else is needed.")
final class LogCheckCommand implements Callable<Integer> {
    @Parameters(paramLabel = "BUNDLE", description = "The file.")
    private Path bundle = Path.of("");

    @Option(
            names = "--key",
            paramLabel = "KEY",
            description =
                    "The log's verifier key (name+id+key) as you noted it; without it the one in the file is believed.")
    private @Nullable String key;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws IOException {
        var out = spec.commandLine().getOut();
        if (!Files.isRegularFile(bundle)) {
            throw new IllegalArgumentException("there is no file " + bundle);
        }
        var proof = ProofBundle.parse(Files.readString(bundle));
        var known = Optional.ofNullable(key).map(VerifierKey::parse);
        var outcome = proof.check(known);
        if (!outcome.holds()) {
            outcome.problems().forEach(problem -> out.println("  " + problem));
            out.println("proof: DOES NOT HOLD");
            out.flush();
            return 1;
        }
        var row = proof.row();
        var checkpoint = Checkpoint.parse(SignedNote.parse(proof.checkpoint()).text());
        out.printf(
                "position %d: %s of %s, sequence %d, at %s%n",
                row.position(), row.type(), row.stream(), row.sequence(), row.at());
        out.printf("is in the log %s of size %d%n", checkpoint.origin(), checkpoint.size());
        out.println("signed with " + proof.key());
        if (known.isEmpty()) {
            out.println(
                    "This key comes from the file itself: compare it with the one you noted, or give it with --key.");
        }
        out.println("proof: ok");
        out.flush();
        return 0;
    }
}
