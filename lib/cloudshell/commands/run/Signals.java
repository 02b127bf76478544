package cloudshell.commands.run;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * Passes signals that end this process on to a child. The JVM does not tell a shutdown hook about signals; it handles
 * each on a thread named after it ({@code SIGTERM handler}; jdk.internal.misc.Signal, the same in 17 and 25), which
 * waits for the hooks. If there is no such thread, the child gets SIGTERM.
 */
final class Signals {
    private static final String HANDLER = " handler";
    private static final long LOOK_AGAIN_MILLIS = 50;
    private static final int GROUP = 2;
    private static final int FOREGROUND = 5;

    private final Process child;
    private final Set<Thread> seen = new HashSet<>();
    private boolean passedOn;

    Signals(Process child) {
        this.child = child;
    }

    /** Passes on the signal that ends this process, and later ones until the child has ended. */
    void passOnUntilItEnds() throws InterruptedException {
        passOnNew();
        if (seen.isEmpty()) {
            terminate();
        }
        while (!child.waitFor(LOOK_AGAIN_MILLIS, TimeUnit.MILLISECONDS)) {
            passOnNew();
        }
    }

    private void passOnNew() throws InterruptedException {
        for (var thread : Thread.getAllStackTraces().keySet()) {
            var name = thread.getName();
            if (name.startsWith("SIG") && name.endsWith(HANDLER) && seen.add(thread)) {
                passOn(name.substring("SIG".length(), name.length() - HANDLER.length()));
            }
        }
    }

    /**
     * Some programs treat a second SIGINT as "at once", so a signal that the terminal sent to both is not passed on.
     */
    private void passOn(String signal) throws InterruptedException {
        if (signal.equals("TERM")) {
            terminate();
        } else if (!signal.equals("INT") || !isInForegroundOfTerminal()) {
            kill(signal);
        }
    }

    /**
     * Returns whether the terminal sent all signals to the child too, which may have continued after them, as an
     * interpreter does.
     */
    boolean wereTheTerminals() {
        return !passedOn;
    }

    private void terminate() {
        passedOn = true;
        child.destroy();
    }

    private void kill(String signal) throws InterruptedException {
        passedOn = true;
        var pid = Long.toString(child.pid());
        try {
            new ProcessBuilder("sh", "-c", "kill -s \"$1\" \"$2\"", "sh", signal, pid)
                    .redirectInput(Redirect.from(Path.of("/dev/null").toFile()))
                    .redirectOutput(Redirect.DISCARD)
                    .redirectError(Redirect.DISCARD)
                    .start()
                    .waitFor();
        } catch (IOException e) {
            child.destroy();
        }
    }

    /**
     * Reads /proc/PID/stat after the program's name: state, parent, group, session, terminal, foreground group
     * (proc(5)).
     */
    private static boolean isInForegroundOfTerminal() {
        try {
            var stat = Files.readString(Path.of("/proc/self/stat"), ISO_8859_1);
            var fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
            return fields[GROUP].equals(fields[FOREGROUND]) && hasStreamOfTerminal();
        } catch (IOException e) {
            return System.console() != null;
        }
    }

    private static boolean hasStreamOfTerminal() throws IOException {
        for (int descriptor = 0; descriptor <= 2; descriptor++) {
            var stream = Files.readSymbolicLink(Path.of("/proc/self/fd/" + descriptor))
                    .toString();
            if (stream.startsWith("/dev/pts/") || stream.startsWith("/dev/tty") || stream.equals("/dev/console")) {
                return true;
            }
        }
        return false;
    }
}
