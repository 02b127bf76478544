package cloudshell.simulator;

import cloudshell.simulator.http.SimulatedRequest;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** The latest requests, by method and path with query: never a header or a body, which hold tokens. */
public final class RequestLog {
    private static final int MAX_LINES = 10_000;
    private static final int MAX_LENGTH = 2_000;

    private final Deque<String> lines = new ArrayDeque<>();
    private long all;
    private long forTokens;

    synchronized void add(SimulatedRequest request) {
        all++;
        if (request.isForTokens()) {
            forTokens++;
        }
        if (lines.size() == MAX_LINES) {
            lines.removeFirst();
        }
        var line = request.method() + " " + request.url();
        lines.addLast(line.length() > MAX_LENGTH ? line.substring(0, MAX_LENGTH) + "..." : line);
    }

    /** The latest, oldest first. */
    public synchronized List<String> lines() {
        return List.copyOf(lines);
    }

    /** Returns the number of all requests. */
    public synchronized long count() {
        return all;
    }

    /** Those that came after the first {@code count}, as far as they are kept. */
    public synchronized List<String> after(long count) {
        long gone = all - lines.size();
        return lines.stream().skip(Math.max(0, count - gone)).toList();
    }

    /** Returns the number of requests for a token. */
    public synchronized long forTokens() {
        return forTokens;
    }

    /** Returns the number of requests to Resource Manager and the other services. */
    public synchronized long forArm() {
        return all - forTokens;
    }
}
