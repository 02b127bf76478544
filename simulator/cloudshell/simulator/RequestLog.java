package cloudshell.simulator;

import cloudshell.simulator.http.SimulatedRequest;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** The requests that came, by method and path with query: never a header or a body, which hold tokens. */
public final class RequestLog {
    private final List<String> lines = new CopyOnWriteArrayList<>();

    void add(SimulatedRequest request) {
        lines.add(request.method() + " " + request.url());
    }

    public List<String> lines() {
        return List.copyOf(lines);
    }

    /** How many asked for a token. */
    public long forTokens() {
        return lines.stream()
                .filter(line -> line.contains(" /oauth2/token") || line.contains(" /metadata/identity"))
                .count();
    }

    /** How many went to Resource Manager. */
    public long forArm() {
        return lines.size() - forTokens();
    }
}
