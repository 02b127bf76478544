package cloudshell.commands.mcp.protocol;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Mono;

/** The requests of a client that are being carried out. */
final class RunningRequests {
    private static final int MOST = 256;

    private final Map<Object, Disposable.Swap> running = new HashMap<>();

    /**
     * Carries a request out; it returns at once if the work is done on another thread.
     *
     * @return false if too many run already
     */
    boolean start(Object id, Mono<Void> work) {
        var handle = Disposables.swap();
        synchronized (this) {
            if (running.size() >= MOST) {
                return false;
            }
            running.put(key(id), handle);
        }
        handle.update(work.doFinally(signal -> remove(key(id), handle)).subscribe(done -> {}, error -> {}));
        return true;
    }

    private synchronized void remove(Object key, Disposable.Swap handle) {
        running.remove(key, handle);
        notifyAll();
    }

    /** Ends a request, which then gets no response; nothing happens if it has ended. */
    void cancel(Object id) {
        Disposable request;
        synchronized (this) {
            request = running.get(key(id));
        }
        if (request != null) {
            request.dispose();
        }
    }

    void cancelAll() {
        List<Disposable> all;
        synchronized (this) {
            all = List.copyOf(running.values());
        }
        all.forEach(Disposable::dispose);
    }

    /** Waits until no request runs, but no longer than this. */
    synchronized void await(Duration longest) throws InterruptedException {
        long end = System.nanoTime() + longest.toNanos();
        for (long left = longest.toMillis();
                !running.isEmpty() && left > 0;
                left = (end - System.nanoTime()) / 1_000_000) {
            wait(left);
        }
    }

    /** Returns the key of an ID; a number is the same ID in whichever size it was read. */
    private static Object key(Object id) {
        return id instanceof Number number ? (Object) number.longValue() : id;
    }
}
