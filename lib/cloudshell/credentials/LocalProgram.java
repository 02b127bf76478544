package cloudshell.credentials;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Runs another local program without a shell, so that each argument reaches it unchanged. The program runs in its own
 * directory, since az is Python, which would load modules from the caller's.
 */
public final class LocalProgram {
    private static final int LARGEST = 1024 * 1024;
    private static final int LEFT_OPEN_MILLIS = 1_000;
    private static final boolean WINDOWS = File.separatorChar == '\\';

    private final Path file;
    private final Map<String, String> environment;

    private LocalProgram(Path file, Map<String, String> environment) {
        this.file = file;
        this.environment = environment;
    }

    /** The result of a program. {@code toString()} has the exit code only, since an output may contain a token. */
    public record Ended(int exit, String out, String err) {
        @Override
        public String toString() {
            return "exit code " + exit;
        }
    }

    /** Finds a program in the directories of {@code PATH}; relative ones are ignored. */
    public static Optional<LocalProgram> find(String name, Map<String, String> environment) {
        for (var directory : environment.getOrDefault("PATH", "").split(File.pathSeparator)) {
            for (var ending : WINDOWS ? List.of(".exe", ".cmd") : List.of("")) {
                var program = at(directory + File.separator + name + ending, environment);
                if (program.isPresent()) {
                    return program;
                }
            }
        }
        return Optional.empty();
    }

    /** Returns the program in a file; empty if the path is not absolute or not executable. */
    public static Optional<LocalProgram> at(String path, Map<String, String> environment) {
        var file = Path.of(path);
        return file.isAbsolute() && Files.isRegularFile(file) && Files.isExecutable(file)
                ? Optional.of(new LocalProgram(file, Map.copyOf(environment)))
                : Optional.empty();
    }

    /** Returns the same program with one more environment variable. */
    public LocalProgram with(String variable, String value) {
        var more = new HashMap<>(environment);
        more.put(variable, value);
        return new LocalProgram(file, Map.copyOf(more));
    }

    /**
     * Runs the program to its end with an empty stdin. On a timeout, an interrupt or a signal to this process, the
     * program is killed with all processes that it started. The first MiB of each output is kept.
     *
     * @throws TimeoutException if it has not ended by the deadline
     * @throws IOException if it cannot be started
     */
    public Ended run(List<String> arguments, Duration deadline)
            throws IOException, TimeoutException, InterruptedException {
        var running = new Running();
        var process = running.start(builder(arguments));
        try {
            process.getOutputStream().close();
            var out = new Output(process.getInputStream());
            var err = new Output(process.getErrorStream());
            if (!process.waitFor(deadline.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new TimeoutException();
            }
            running.check();
            return new Ended(process.exitValue(), out.text(), err.text());
        } finally {
            running.end();
        }
    }

    private ProcessBuilder builder(List<String> arguments) {
        var command = new ArrayList<>(List.of(file.toString()));
        command.addAll(arguments);
        var builder = new ProcessBuilder(command).directory(file.getParent().toFile());
        builder.environment().clear();
        builder.environment().putAll(environment);
        builder.environment().computeIfPresent("AZURE_CONFIG_DIR", (name, directory) -> Path.of(directory)
                .toAbsolutePath()
                .toString());
        return builder;
    }

    /** Ends the program with this process: a shutdown hook that is registered before the program starts. */
    private static final class Running extends Thread {
        private Process process;
        private boolean isEnding;

        Running() {
            super("cloudshell-program-end");
        }

        synchronized Process start(ProcessBuilder builder) throws IOException, InterruptedException {
            try {
                Runtime.getRuntime().addShutdownHook(this);
            } catch (IllegalStateException e) {
                // the JVM is shutting down, and one of its hooks made this call
            }
            process = builder.start();
            return process;
        }

        @Override
        public synchronized void run() {
            isEnding = true;
            kill();
        }

        /** @throws InterruptedException if the program did not end by itself */
        synchronized void check() throws InterruptedException {
            if (isEnding) {
                throw new InterruptedException();
            }
        }

        void end() {
            kill();
            try {
                Runtime.getRuntime().removeShutdownHook(this);
            } catch (IllegalStateException e) {
                // it runs, and finds nothing to do
            }
        }

        private void kill() {
            if (process != null) {
                var started = process.descendants().toList();
                process.destroyForcibly();
                started.forEach(ProcessHandle::destroyForcibly);
            }
        }
    }

    /** Reads an output on a thread of its own, since a full pipe would block the program. */
    private static final class Output {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private final Thread reader;

        Output(InputStream stream) {
            reader = new Thread(() -> readAll(stream), "cloudshell-program");
            reader.setDaemon(true);
            reader.start();
        }

        private void readAll(InputStream stream) {
            var buffer = new byte[8 * 1024];
            try {
                for (int n = stream.read(buffer); n >= 0; n = stream.read(buffer)) {
                    keep(buffer, n);
                }
            } catch (IOException e) {
                // the program was killed, and its output is not needed
            }
        }

        private synchronized void keep(byte[] buffer, int n) {
            bytes.write(buffer, 0, Math.min(n, LARGEST - bytes.size()));
        }

        /**
         * Returns the output after the program has ended. Processes that it started may keep the pipe open, and are not
         * waited for.
         */
        String text() throws InterruptedException {
            reader.join(LEFT_OPEN_MILLIS);
            synchronized (this) {
                return bytes.toString(UTF_8);
            }
        }
    }
}
