package cloudshell.http;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Waits between two requests. A command prints why; a test moves its clock. */
@FunctionalInterface
public interface Sleeper {
    /**
     * Waits.
     *
     * @param why the response that caused the wait, or null if none was received
     */
    void pause(Duration wait, Transport.Response why) throws InterruptedException;

    /** Returns a sleeper that prints nothing. */
    static Sleeper silent() {
        return new Sleep();
    }

    /** Is a class and not a lambda, since the JDK's first lambda takes as long as parsing the command line. */
    final class Sleep implements Sleeper {
        @Override
        public void pause(Duration wait, Transport.Response why) throws InterruptedException {
            TimeUnit.NANOSECONDS.sleep(wait.toNanos());
        }
    }
}
