package cloudshell;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Waits between two requests. A command says here why it waits; a test moves its clock. */
@FunctionalInterface
public interface Pause {
    /** @param why the answer that caused the wait, or null where none came */
    void pause(Duration wait, Transport.Response why) throws InterruptedException;

    static Pause silent() {
        return (wait, why) -> TimeUnit.NANOSECONDS.sleep(wait.toNanos());
    }
}
