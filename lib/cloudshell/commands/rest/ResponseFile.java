//SOURCES ../../http/AtomicFile.java
package cloudshell.commands.rest;

import cloudshell.arm.ArmException;
import cloudshell.cli.Invocation;
import cloudshell.http.AtomicFile;
import cloudshell.http.SafeText;
import cloudshell.token.UsageException;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/** The file of a response, written completely or left unchanged. It is opened before the request is sent. */
record ResponseFile(String name, AtomicFile file) {
    /**
     * Opens the file of {@code --output-file}; empty if the option is not given.
     *
     * @throws UsageException if the file cannot be written
     */
    static Optional<ResponseFile> of(Invocation call) {
        if (!call.has("output-file")) {
            return Optional.empty();
        }
        if (call.has("output") || call.has("query") || call.has("paged")) {
            throw call.usage(
                    "--output-file writes the response unchanged; it cannot be combined with --output, --query or --paged");
        }
        var name = call.value("output-file", "");
        try {
            return Optional.of(new ResponseFile(name, AtomicFile.open(Path.of(name))));
        } catch (IOException | InvalidPathException e) {
            throw call.usage("--output-file: nothing can be written to '" + SafeText.line(name) + "'" + reason(e));
        }
    }

    /** Returns the JDK's reason if it has one; for some failures it has only the name. */
    private static String reason(Exception e) {
        var reason = e instanceof FileSystemException file ? file.getReason() : null;
        return reason == null ? "" : ": " + SafeText.line(reason);
    }

    /** @throws ArmException if the file cannot be written */
    void write(byte[] bytes) {
        try {
            file.write(bytes);
        } catch (IOException e) {
            throw new ArmException(
                    "write " + SafeText.line(name),
                    "the request was sent and its response received, but the file cannot be written: " + e.getMessage(),
                    "another --output-file; repeat the request only if it is safe to repeat");
        }
    }
}
