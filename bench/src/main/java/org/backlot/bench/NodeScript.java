package org.backlot.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.json.JsonMapper;

/**
 * A script that runs in a Node of its own, with the packages of its lock file installed by npm where it has one.
 *
 * @param folder where it is installed
 * @param name of its file
 * @param node the version of Node
 */
public record NodeScript(Path folder, String name, String node) {
    private static final List<String> PACKAGE = List.of("package.json", "package-lock.json");
    /** The oldest Node that we use has them too, but only when asked. */
    private static final String WITH_SOCKETS = "--experimental-websocket";

    /**
     * A script that needs no packages, run where it lies.
     *
     * @return empty where Node is missing
     */
    public static Optional<NodeScript> lying(Path folder, String name) {
        return answer(folder, "node", "--version").map(node -> new NodeScript(folder, name, node));
    }

    /**
     * Installs it.
     *
     * @param sources the folder with the script and its lock file
     * @param folder to install it in; what is there already is used again
     * @param name of the script's file
     * @return empty where Node or npm is missing
     */
    public static Optional<NodeScript> install(Path sources, Path folder, String name) {
        try {
            var node = answer(folder, "node", "--version");
            if (node.isEmpty() || answer(folder, "npm", "--version").isEmpty()) {
                return Optional.empty();
            }
            Files.createDirectories(folder);
            var files = new ArrayList<>(PACKAGE);
            files.add(name);
            for (var file : files) {
                Files.write(folder.resolve(file), Files.readAllBytes(sources.resolve(file)));
            }
            if (answer(folder, "npm", "ci", "--no-audit", "--no-fund", "--ignore-scripts")
                    .isEmpty()) {
                throw new BenchmarkFailed("npm could not install " + name + " in " + folder + "; see there: npm ci");
            }
            return Optional.of(new NodeScript(folder, name, node.get()));
        } catch (IOException failure) {
            throw new BenchmarkFailed(name + " could not be installed: " + failure, failure);
        }
    }

    /** Starts it. Its input and output are the caller's; what it complains about is shown. */
    public Process start(String... arguments) {
        var command = new ArrayList<>(List.of("node", WITH_SOCKETS, name));
        command.addAll(List.of(arguments));
        try {
            return new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
        } catch (IOException failure) {
            throw new BenchmarkFailed(name + " could not be started: " + failure, failure);
        }
    }

    /** The version of one of its packages. */
    public String version(String dependency) {
        try {
            return JsonMapper.shared()
                    .readTree(Files.readString(folder.resolve("package.json")))
                    .path("dependencies")
                    .path(dependency)
                    .asString();
        } catch (IOException failure) {
            throw new BenchmarkFailed("its package.json cannot be read: " + failure, failure);
        }
    }

    /** What a program printed; empty where it is missing or failed. */
    private static Optional<String> answer(Path folder, String... command) {
        try {
            var builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD);
            if (Files.isDirectory(folder)) {
                builder.directory(folder.toFile());
            }
            var process = builder.start();
            var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return process.waitFor() == 0 ? Optional.of(output.strip()) : Optional.empty();
        } catch (IOException missing) {
            return Optional.empty();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new BenchmarkFailed("interrupted", stopped);
        }
    }
}
