package cloudshell.commands.rest;

import cloudshell.arm.ArmException;
import cloudshell.cli.Invocation;
import cloudshell.http.SafeText;
import cloudshell.token.UsageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/**
 * The file that an answer is to be written to: whole, or not there and left as it was.
 *
 * @param path without links
 */
record ResponseFile(Path path) {
    /**
     * The one that {@code --output-file} names; empty where it names none. Nothing has been sent yet.
     *
     * @throws UsageException where none can be written there
     */
    static Optional<ResponseFile> of(Invocation call) {
        if (!call.has("output-file")) {
            return Optional.empty();
        }
        var name = call.value("output-file", "");
        if (call.has("output") || call.has("query") || call.has("paged")) {
            throw call.usage("--output-file takes the answer as it comes, so without --output, --query and --paged");
        }
        try {
            var file = Path.of(name).toAbsolutePath();
            var path = Files.exists(file) ? file.toRealPath() : file;
            if (name.isBlank()
                    || Files.isDirectory(path)
                    || !Files.isWritable(Files.exists(path) ? path : folder(path))) {
                throw call.usage("--output-file: nothing can be written to '" + SafeText.line(name) + "'");
            }
            return Optional.of(new ResponseFile(path));
        } catch (IOException | InvalidPathException e) {
            throw call.usage("--output-file: nothing can be written to '" + SafeText.line(name) + "'");
        }
    }

    private static Path folder(Path path) {
        return path.getParent() == null ? path : path.getParent();
    }

    /** @throws ArmException where it cannot be written after all */
    void write(byte[] bytes) {
        var isPlain = !Files.exists(path) || Files.isRegularFile(path);
        var draft = isPlain
                ? path.resolveSibling(
                        path.getFileName() + "." + ProcessHandle.current().pid() + ".part")
                : path;
        try {
            Files.write(draft, bytes);
            if (isPlain) {
                Files.move(draft, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            }
        } catch (IOException e) {
            if (isPlain) {
                draft.toFile().delete();
            }
            throw new ArmException(
                    "write " + path, "the request was answered, and the file cannot be written: " + e.getMessage(), "");
        }
    }
}
