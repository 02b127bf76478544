package cloudshell.commands.run;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;

/**
 * Ends a child with SIGTERM and reports it if this JVM ends before it without a shutdown hook: killed (SIGKILL, out of
 * memory), by a signal without a handler (SIGUSR1), or crashed. It is a shell that reads from a pipe, which closes with
 * this process; it ignores signals of the terminal.
 *
 * <p>Limits: it needs {@code sh}, so there is none on Windows. A child that ignores SIGTERM continues. Processes that
 * the child has started get no signal. A stopped JVM (SIGSTOP) has not ended: requests to it wait until SIGCONT.
 */
final class Watchdog {
    /** The start time (proc(5), field 22) distinguishes the child from another process that has its number since. */
    private static final String SCRIPT = """
            trap '' INT QUIT HUP TERM
            started() {
                stat=
                if [ -r "/proc/$1/stat" ]; then
                    IFS= read -r stat <"/proc/$1/stat"
                    set -- ${stat##*) }
                    echo "${20}"
                else
                    ps -o lstart= -p "$1"
                fi 2>/dev/null
            }
            IFS= read -r pid || exit
            then=$(started "$pid")
            IFS= read -r end
            [ "$end" = ended ] && exit
            [ -n "$then" ] && [ "$then" = "$(started "$pid")" ] || exit
            echo "$1: could not go on: this process was killed; its command (process $pid) gets SIGTERM" >&2
            kill -s TERM "$pid"
            """;

    private final Process shell;

    private Watchdog(Process shell) {
        this.shell = shell;
    }

    /**
     * Starts the watchdog before the child, which would be unprotected for a few milliseconds otherwise.
     *
     * @param name of the command that reports
     */
    static Watchdog start(String name) {
        try {
            return new Watchdog(new ProcessBuilder("sh", "-c", SCRIPT, "sh", name)
                    .redirectOutput(Redirect.DISCARD)
                    .redirectError(Redirect.INHERIT)
                    .start());
        } catch (IOException e) {
            return new Watchdog(null); // a system without sh
        }
    }

    void watch(Process child) {
        write(Long.toString(child.pid()));
    }

    /** Ends the watchdog: the child has ended, or was never started. */
    void end() {
        write("ended");
    }

    private void write(String line) {
        if (shell != null) {
            try {
                shell.getOutputStream().write((line + "\n").getBytes(UTF_8));
                shell.getOutputStream().flush();
            } catch (IOException e) {
                // it was killed: there is nothing left to stop
            }
        }
    }
}
