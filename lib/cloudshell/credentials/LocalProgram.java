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
 * Another program of localhost, run without a shell: each argument reaches it as it is. It runs in its own directory
 * and not in the caller's, since az is Python, which would take modules from there.
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

    /** What a program that has ended left. Its text form shows the exit code only: an output may hold a token. */
    public record Ended(int exit, String out, String err) {
        @Override
        public String toString() {
            return "exit code " + exit;
        }
    }

    /** The program of this name in a directory of {@code PATH}; directories that are not absolute do not count. */
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

    /** The program in this file; empty if the path is not absolute, or nothing there can be run. */
    public static Optional<LocalProgram> at(String path, Map<String, String> environment) {
        var file = Path.of(path);
        return file.isAbsolute() && Files.isRegularFile(file) && Files.isExecutable(file)
                ? Optional.of(new LocalProgram(file, Map.copyOf(environment)))
                : Optional.empty();
    }

    /** The same with one more variable in its environment. */
    public LocalProgram with(String variable, String value) {
        var more = new HashMap<>(environment);
        more.put(variable, value);
        return new LocalProgram(file, Map.copyOf(more));
    }

    /**
     * Runs it to its end, with nothing to read. If that takes too long, this thread is interrupted or a signal ends
     * this process, it is killed, and so is all that it has started. Of each output the first MiB is kept.
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

    /** What ends the program with this process: a hook that is there before the program is. */
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
                // this process is ending already, and what keeps it has asked for this
            }
            process = builder.start();
            return process;
        }

        @Override
        public synchronized void run() {
            isEnding = true;
            kill();
        }

        /** @throws InterruptedException if the program has not ended by itself */
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

    /** What a program writes, read on a thread of its own: a full pipe would stop the program. */
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
                // the program was killed, and nobody asks for its output
            }
        }

        private synchronized void keep(byte[] buffer, int n) {
            bytes.write(buffer, 0, Math.min(n, LARGEST - bytes.size()));
        }

        /** What was kept, once the program has ended; what it started may hold the pipe open, and is not waited for. */
        String text() throws InterruptedException {
            reader.join(LEFT_OPEN_MILLIS);
            synchronized (this) {
                return bytes.toString(UTF_8);
            }
        }
    }
}
