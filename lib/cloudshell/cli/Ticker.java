package cloudshell.cli;

import java.util.concurrent.TimeUnit;

/** Does something four times a second, on a thread of its own, until it is closed. */
public final class Ticker implements AutoCloseable {
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
