package cloudshell.cli;

import cloudshell.http.Sleeper;
import cloudshell.http.Transport;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Shows the progress of a command at a terminal: one line on stderr that is overwritten until the output begins, and
 * the reason of a wait. Prints nothing if stderr is not a terminal.
 */
public final class Progress implements Sleeper {
    private static final String ERASE_LINE = "\r\u001b[K";

    private final String command;
    private final Terminal terminal;
    private Supplier<String> text;
    private Ticker ticker;
    private boolean shown;
    private long announcedUntil;
    private long notBefore = System.nanoTime();

    Progress(String command, Terminal terminal) {
        this.command = command;
        this.terminal = terminal;
    }

    /** Shows this text from now on, updated over time. */
    public synchronized void watch(Supplier<String> text) {
        if (terminal.errIsTerminal()) {
            this.text = text;
            show();
            ticker = ticker == null ? new Ticker(this::show) : ticker;
        }
    }

    /** Shows this text after a second, for what usually takes less. */
    public synchronized void watchLater(Supplier<String> text) {
        if (terminal.errIsTerminal()) {
            notBefore = System.nanoTime() + TimeUnit.SECONDS.toNanos(1);
            this.text = text;
            ticker = ticker == null ? new Ticker(this::show) : ticker;
        }
    }

    private synchronized void show() {
        if (text != null && System.nanoTime() - notBefore >= 0) {
            terminal.err().print(ERASE_LINE + command + ": " + text.get());
            terminal.err().flush();
            shown = true;
        }
    }

    /** Removes the line for other output; it returns by itself. */
    public synchronized void clear() {
        if (shown) {
            terminal.err().print(ERASE_LINE);
            terminal.err().flush();
            shown = false;
        }
    }

    /** Removes the line for output that goes to a pipe; it returns after a second without output. */
    public synchronized void giveWay() {
        clear();
        notBefore = System.nanoTime() + TimeUnit.SECONDS.toNanos(1);
    }

    /** Removes the line for good. */
    public synchronized void end() {
        clear();
        text = null;
        if (ticker != null) {
            ticker.close();
            ticker = null;
        }
    }

    /** Waits and prints why. If several threads wait for the same reason, one prints it. */
    @Override
    public void pause(Duration wait, Transport.Response why) throws InterruptedException {
        announce(wait, why);
        TimeUnit.NANOSECONDS.sleep(wait.toNanos());
    }

    private synchronized void announce(Duration wait, Transport.Response why) {
        long until = System.nanoTime() + wait.toNanos();
        if (terminal.errIsTerminal() && (announcedUntil == 0 || until - announcedUntil > 500_000_000)) {
            announcedUntil = until;
            clear();
            terminal.err()
                    .println(command + ": " + reason(why) + ", continuing in " + Math.max(1, wait.toSeconds()) + " s");
        }
    }

    private static String reason(Transport.Response why) {
        if (why == null) {
            return "the connection broke";
        }
        return why.status() == 429 || why.status() / 100 == 2
                ? "throttled by Azure"
                : "Azure returned HTTP " + why.status();
    }

    /** Runs an action four times a second on its own thread until it is closed. */
    public static final class Ticker implements AutoCloseable {
        private static final long MILLIS = 250;

        private final Thread thread;

        public Ticker(Runnable action) {
            thread = new Thread(() -> tick(action), "cloudshell-ticker");
            thread.setDaemon(true);
            thread.start();
        }

        private static void tick(Runnable action) {
            try {
                while (true) {
                    TimeUnit.MILLISECONDS.sleep(MILLIS);
                    action.run();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        @Override
        public void close() {
            thread.interrupt();
        }
    }
}
