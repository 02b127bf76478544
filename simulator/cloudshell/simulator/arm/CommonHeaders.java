package cloudshell.simulator.arm;

import cloudshell.simulator.http.Response;
import cloudshell.simulator.http.SimulatedRequest;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.UUID;

/** The headers that each of Resource Manager's responses has. */
final class CommonHeaders {
    private static final DateTimeFormatter ROUTED = DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'");

    Response on(Response response, SimulatedRequest request) {
        var now = ZonedDateTime.now(ZoneOffset.UTC);
        var id = UUID.randomUUID().toString();
        var own = request.header("x-ms-client-request-id");
        var with = response.with("Cache-Control", "no-cache")
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
        return with;
    }

    private static String correlation(SimulatedRequest request, String otherwise) {
        var own = request.header("x-ms-correlation-request-id");
        return own.matches("[0-9a-fA-F-]{36}") ? own : otherwise;
    }
}
