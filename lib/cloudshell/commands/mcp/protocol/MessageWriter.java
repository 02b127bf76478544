package cloudshell.commands.mcp.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.PrintStream;
import java.time.Duration;
import java.util.concurrent.LinkedBlockingQueue;

/** Writes messages on a thread of its own, so that a client that does not read blocks nothing else. */
final class MessageWriter {
    private static final int MOST = 1_024;

    private final PrintStream out;
    private final Runnable broken;
    private final LinkedBlockingQueue<byte[]> messages = new LinkedBlockingQueue<>(MOST);
    private int pending;

    /** @param broken is called if nobody reads the messages */
    MessageWriter(PrintStream out, Runnable broken) {
        this.out = out;
        this.broken = broken;
        var thread = new Thread(this::run, "cloudshell-mcp-writer");
        thread.setDaemon(true);
        thread.start();
    }

    void write(String message) {
        synchronized (this) {
            pending++;
        }
        if (!messages.offer((message + "\n").getBytes(UTF_8))) {
            broken.run();
        }
    }

    private void run() {
        try {
            while (true) {
                var message = messages.take();
                out.write(message, 0, message.length);
                if (out.checkError()) {
                    broken.run();
                }
                synchronized (this) {
                    pending--;
                    notifyAll();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Waits until all is written, but no longer than this; whether it is. */
    synchronized boolean await(Duration longest) throws InterruptedException {
        long end = System.nanoTime() + longest.toNanos();
        for (long left = longest.toMillis(); pending > 0 && left > 0; left = (end - System.nanoTime()) / 1_000_000) {
            wait(left);
        }
        return pending == 0;
    }
}
