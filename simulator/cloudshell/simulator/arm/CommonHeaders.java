package cloudshell.simulator.arm;

import cloudshell.simulator.wire.Answer;
import cloudshell.simulator.wire.SimulatedRequest;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

/** The headers that each of Resource Manager's answers has: ids, and what is left of the allowances. */
final class CommonHeaders {
    private static final DateTimeFormatter ROUTED = DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'");

    private final AtomicInteger reads = new AtomicInteger(12_000);
    private final AtomicInteger writes = new AtomicInteger(1_200);
    private final AtomicInteger deletes = new AtomicInteger(15_000);

    Answer on(Answer answer, SimulatedRequest request) {
        var now = ZonedDateTime.now(ZoneOffset.UTC);
        var id = UUID.randomUUID().toString();
        var own = request.header("x-ms-client-request-id");
        var with = answer.with("Cache-Control", "no-cache")
                .with("Pragma", "no-cache")
                .with("Expires", "-1")
                .with("X-Content-Type-Options", "nosniff")
                .with("Date", DateTimeFormatter.RFC_1123_DATE_TIME.format(now))
                .with("x-ms-request-id", id)
                .with("x-ms-correlation-request-id", correlation(request, id))
                .with("x-ms-routing-request-id", "WESTEUROPE:" + ROUTED.format(now) + ":" + id);
        if (!own.isEmpty() && request.header("x-ms-return-client-request-id").equalsIgnoreCase("true")) {
            with = with.with("x-ms-client-request-id", own);
        }
        return answer.status() == 401 ? with : with.with("x-ms-ratelimit-remaining-" + scope(request), left(request));
    }

    private static String correlation(SimulatedRequest request, String otherwise) {
        var own = request.header("x-ms-correlation-request-id");
        return own.matches("[0-9a-fA-F-]{36}") ? own : otherwise;
    }

    private static String scope(SimulatedRequest request) {
        var scope = request.path().toLowerCase(java.util.Locale.ROOT).startsWith("/subscriptions/")
                ? "subscription-"
                : "tenant-";
        return scope
                + switch (request.method()) {
                    case "GET", "HEAD" -> "reads";
                    case "DELETE" -> "deletes";
                    default -> "writes";
                };
    }

    private String left(SimulatedRequest request) {
        var counter =
                switch (request.method()) {
                    case "GET", "HEAD" -> reads;
                    case "DELETE" -> deletes;
                    default -> writes;
                };
        return Integer.toString(counter.updateAndGet(n -> Math.max(1, n - 1)));
    }
}
