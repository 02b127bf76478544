package cloudshell.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * The streams and the environment of a command: results go to {@code out}, everything else to {@code err}, both in
 * UTF-8 whatever the locale is.
 *
 * @param in standard input
 * @param outIsTerminal whether a person reads the output as it arrives
 * @param errIsTerminal whether a person reads progress and hints as they arrive
 */
public record Terminal(
        InputStream in,
        PrintStream out,
        PrintStream err,
        Map<String, String> environment,
        boolean outIsTerminal,
        boolean errIsTerminal) {
    private static final int BUFFER = 1 << 16;

    /** The terminal, pipe or file of this process, and its write errors. */
    static final class OfProcess {
        private final Writing writing = new Writing(new FileOutputStream(FileDescriptor.out));
        private final Terminal terminal = new Terminal(
                System.in,
                new PrintStream(new BufferedOutputStream(writing, BUFFER), false, UTF_8),
                new PrintStream(new FileOutputStream(FileDescriptor.err), true, UTF_8),
                System.getenv(),
                isTerminal(1),
                isTerminal(2));

        Terminal terminal() {
            return terminal;
        }

        /** Returns why the output could not be written, or "": {@link PrintStream} hides it. */
        String trouble() {
            terminal.out().flush();
            return writing.trouble;
        }
    }

    private static final class Writing extends FilterOutputStream {
        private String trouble = "";

        Writing(OutputStream out) {
            super(out);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            try {
                out.write(bytes, offset, length);
            } catch (IOException e) {
                trouble = String.valueOf(e.getMessage());
                throw e;
            }
        }
    }

    /** Returns whether stdin is a terminal. */
    public boolean inIsTerminal() {
        return isTerminal(0);
    }

    /** Returns whether stdout is a pipe; false if the system does not report it. */
    public boolean outIsPipe() {
        return target(1).startsWith("pipe:");
    }

    /** Omits the environment, which may contain a token. */
    @Override
    public String toString() {
        return "Terminal[out=" + outIsTerminal + ", err=" + errIsTerminal + ", environment=***]";
    }

    /**
     * Returns the columns of the terminal that stdout goes to: {@code COLUMNS}, else the result of {@code stty}; 0 if
     * there is no terminal or the width is unknown.
     */
    public int columns() {
        if (!outIsTerminal) {
            return 0;
        }
        var columns = environment.getOrDefault("COLUMNS", "");
        try {
            return Integer.parseInt(columns.isEmpty() ? sizeOfTerminal().replaceFirst("^\\S*\\s", "") : columns);
        } catch (IOException | NumberFormatException e) {
            return 0;
        }
    }

    /** Returns lines and columns, as in {@code 24 80}. */
    private static String sizeOfTerminal() throws IOException {
        var stty = new ProcessBuilder("stty", "size")
                .redirectInput(Path.of("/dev/tty").toFile())
                .start();
        try (var size = stty.inputReader()) {
            return String.valueOf(size.readLine());
        }
    }

    /** {@link System#console()} requires both ends to be a terminal; if the system reports each, that counts. */
    private static boolean isTerminal(int descriptor) {
        var target = target(descriptor);
        return target.isEmpty()
                ? System.console() != null
                : target.startsWith("/dev/pts/") || target.startsWith("/dev/tty") || target.equals("/dev/console");
    }

    /** Returns what the descriptor is, as Linux names it; "" on other systems. */
    private static String target(int descriptor) {
        try {
            return Files.readSymbolicLink(Path.of("/proc/self/fd/" + descriptor))
                    .toString();
        } catch (IOException | UnsupportedOperationException e) {
            return "";
        }
    }
}
