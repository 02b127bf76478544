package harness;

import cloudshell.http.Transport;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** A transport without a network: returns the given responses one after the other, and then repeats the last one. */
public final class ScriptedTransport implements Transport {
    private final Deque<Object> script;
    private final List<Duration> deadlines = new ArrayList<>();

    /** @param script each a {@link Transport.Response} or an {@link IOException} */
    public ScriptedTransport(Object... script) {
        this.script = new ArrayDeque<>(List.of(script));
    }

    @Override
    public Response send(Request request, Duration deadline) throws IOException {
        deadlines.add(deadline);
        var next = script.size() > 1 ? script.poll() : script.peek();
        if (next instanceof IOException failure) {
            throw failure;
        }
        return (Response) next;
    }

    public int requests() {
        return deadlines.size();
    }

    /** The deadline that came with each request. */
    public List<Duration> deadlines() {
        return deadlines;
    }
}
