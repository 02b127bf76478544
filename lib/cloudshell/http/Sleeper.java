package cloudshell.http;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Waits between two requests. A command says here why it waits; a test moves its clock. */
@FunctionalInterface
public interface Sleeper {
    /** @param why the response that caused the wait, or null if none came */
    void pause(Duration wait, Transport.Response why) throws InterruptedException;

    static Sleeper silent() {
        return new Sleep();
    }

    /** A class and no lambda: the machinery behind the first lambda takes as long as reading the command line. */
    final class Sleep implements Sleeper {
        @Override
        public void pause(Duration wait, Transport.Response why) throws InterruptedException {
            TimeUnit.NANOSECONDS.sleep(wait.toNanos());
        }
    }
}
