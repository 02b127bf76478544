package cloudshell.simulator.resources;

import static cloudshell.simulator.http.Response.json;

import cloudshell.simulator.http.Response;
import cloudshell.simulator.http.SimulatedRequest;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** What takes a while: done when somebody has looked twice, or after two seconds. */
public final class Operations {
    private static final Duration LONGEST = Duration.ofSeconds(2);
    private static final int LOOKS = 2;

    private final Clock clock;
    private final Map<String, Operation> all = new LinkedHashMap<>();

    public Operations(Clock clock) {
        this.clock = clock;
    }

    private static final class Operation {
        private final Instant began;
        private final Runnable end;
        private Instant ended;
        private int looks;

        private Operation(Instant began, Runnable end) {
            this.began = began;
            this.end = end;
        }

        private void settle(Instant now) {
            if (ended == null && (looks >= LOOKS || !now.isBefore(began.plus(LONGEST)))) {
                ended = now;
                end.run();
            }
        }
    }

    /** Ends what is due. */
    public synchronized void settle() {
        var now = clock.instant();
        all.values().forEach(operation -> operation.settle(now));
    }

    /**
     * The answer that an operation begins with: 202 and where to look.
     *
     * @param folder where its state is found, as a path that ends before the operation's id
     * @param end what it comes to
     */
    public synchronized Response begin(SimulatedRequest request, String folder, boolean hasState, Runnable end) {
        var id = UUID.randomUUID().toString();
        all.put(id, new Operation(clock.instant(), end));
        var place = request.origin() + folder + id + "?api-version=" + request.parameter("api-version");
        var answer = Response.of(202)
                .with("Location", hasState ? place + "&monitor=true" : place)
                .with("Retry-After", "1");
        return hasState ? answer.with("Azure-AsyncOperation", place) : answer;
    }

    /** What somebody sees who looks; empty where there is no such operation. */
    public synchronized Optional<Response> look(String id, boolean monitor) {
        var operation = all.get(id);
        if (operation == null) {
            return Optional.empty();
        }
        operation.looks++;
        operation.settle(clock.instant());
        boolean done = operation.ended != null;
        if (monitor) {
            return Optional.of(done ? Response.of(200) : Response.of(202).with("Retry-After", "1"));
        }
        var body = JsonNodeFactory.instance.objectNode().put("startTime", operation.began.toString());
        if (done) {
            body.put("endTime", operation.ended.toString());
        }
        body.put("status", done ? "Succeeded" : "InProgress").put("name", id);
        return Optional.of(done ? json(200, body) : json(200, body).with("Retry-After", "1"));
    }
}
