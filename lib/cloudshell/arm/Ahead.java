package cloudshell.arm;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;

/** Something that is being fetched on a thread of its own while the caller works on what came before. */
final class Ahead<T> {
    private final FutureTask<T> task;

    private Ahead(Supplier<T> fetch) {
        this.task = new FutureTask<>(fetch::get);
    }

    static <T> Ahead<T> of(Supplier<T> fetch) {
        var ahead = new Ahead<>(fetch);
        var worker = new Thread(ahead.task, "cloudshell-ahead");
        worker.setDaemon(true);
        worker.start();
        return ahead;
    }

    /** Waits for it; what the fetch threw is thrown here. */
    T get() {
        try {
            return task.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw (RuntimeException) e.getCause();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ArmException("read the list", "interrupted", "");
        }
    }
}
