package cloudshell.commands.tune;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;

/** What JBang's archive was made for, and where the launchers are: a file beside the archive. */
final class MadeFor {
    private static final String LAUNCHERS = "launchers";

    private final Path file;
    private final Properties state = new Properties();

    MadeFor(Path folder) {
        this.file = folder.resolve("made-for.properties");
        if (Files.exists(file)) {
            try (var in = Files.newInputStream(file)) {
                state.load(in);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    boolean is(String name, String purpose) {
        return purpose.equals(state.getProperty(name));
    }

    /** The folder of the launchers, where there are any. */
    Optional<Path> launchers() {
        return Optional.ofNullable(state.getProperty(LAUNCHERS)).map(Path::of);
    }

    void keep(String name, String purpose) throws IOException {
        state.setProperty(name, purpose);
        var out = new ByteArrayOutputStream();
        state.store(out, null);
        Drafts.write(file, out.toByteArray());
    }

    void keepLaunchers(Path folder) throws IOException {
        keep(LAUNCHERS, folder.toAbsolutePath().toString());
    }
}
