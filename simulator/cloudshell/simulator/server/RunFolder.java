package cloudshell.simulator.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;

/** A temporary directory that only this user can read and that is deleted with the run, however that ends. */
public final class RunFolder implements AutoCloseable {
    private final Path path;
    private final Thread atTheEnd = new Thread(this::delete);

    /** @throws UncheckedIOException if the directory for temporary files cannot be written */
    public RunFolder() {
        try {
            this.path = Files.createTempDirectory("cloudshell-simulator-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Runtime.getRuntime().addShutdownHook(atTheEnd);
    }

    public Path path() {
        return path;
    }

    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(atTheEnd);
        } catch (IllegalStateException e) {
            return; // the JVM is ending, and the hook does it
        }
        delete();
    }

    private void delete() {
        try (var all = Files.walk(path)) {
            all.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
        } catch (IOException | UncheckedIOException e) {
            // what cannot be deleted holds no secret
        }
    }
}
