//SOURCES Fault.java Service.java TokenBuckets.java
package cloudshell.simulator.faults;

import static cloudshell.simulator.http.Response.error;
import static cloudshell.simulator.http.Response.json;

import cloudshell.simulator.http.Response;
import cloudshell.simulator.http.Response.Disruption;
import cloudshell.simulator.http.SimulatedRequest;
import cloudshell.simulator.identity.SimulatedUser;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * The failures to simulate. The texts of 401, 403 and 429 from Resource Manager are quoted from recordings and
 * documents; all responses of the token endpoint here but {@code badrequest} are invented, since nobody has published it.
 */
public final class Faults {
    private static final String CUT = "{\"access_token\":\"cut-off-\",\"value\":[{\"name\":\"a\"},{\"na";
    private static final String CLAIMS = "eyJhY2Nlc3NfdG9rZW4iOnsibmJmIjp7ImVzc2VudGlhbCI6dHJ1ZX19fQ==";
    private static final Map<Integer, String> CODES = Map.of(
            401, "InvalidAuthenticationToken",
            403, "AuthorizationFailed",
            404, "NotFound",
            429, "TooManyRequests",
            500, "InternalServerError",
            502, "BadGateway",
            503, "ServiceUnavailable",
            504, "GatewayTimeout");

    private final List<Fault> faults;

    public Faults(List<String> faults) {
        this.faults = faults.stream().map(Fault::parse).toList();
    }

    /**
     * The response: the failure that the request meets, or the usual one, which is made only if it is needed.
     *
     * @param left how many requests like this one Resource Manager still takes, -1 if none
     */
    public Response handle(SimulatedRequest request, Service service, int left, Supplier<Response> usual) {
        for (var fault : faults) {
            boolean bucket = fault.effect().equals("token-bucket");
            if ((!bucket || left < 0) && fault.strikes(request, service)) {
                if (bucket) {
                    return bucketIsEmpty(request).invented();
                }
                return fault.effect().equals("response-lost")
                        ? usual.get().with(Disruption.RESET)
                        : failure(fault.effect(), request).invented();
            }
        }
        return usual.get();
    }

    private static Response bucketIsEmpty(SimulatedRequest request) {
        return error(
                        429,
                        "SubscriptionRequestsThrottled",
                        "Number of '" + TokenBuckets.name(request).replaceFirst("s$", "")
                                + "' requests for subscription '"
                                + TokenBuckets.scope(request)
                                + "' actor '" + SimulatedUser.USER + "' exceeded. Please try again after '1' seconds.")
                .with("Retry-After", "1");
    }

    private static Response failure(String effect, SimulatedRequest request) {
        return Character.isDigit(effect.charAt(0)) ? status(Integer.parseInt(effect), request) : word(effect);
    }

    private static Response status(int status, SimulatedRequest request) {
        if (status / 100 == 3) {
            return Response.of(status).with("Location", request.origin() + "/elsewhere");
        }
        var response = error(status, CODES.getOrDefault(status, "Simulated"), "Simulated failure " + status + ".")
                .with("x-ms-request-id", "11111111-2222-4333-8444-555555555555");
        return status == 429 ? response.with("Retry-After", "1") : response;
    }

    private static Response word(String effect) {
        return switch (effect) {
            case "badrequest" -> Response.of(400);
            case "claims-challenge" ->
                error(401, "InvalidAuthenticationToken", "Continuous access evaluation wants more.")
                        .with("WWW-Authenticate", "Bearer error=\"insufficient_claims\", claims=\"" + CLAIMS + "\"");
            case "truncated" -> json(200, CUT);
            case "drip" -> json(200, CUT.repeat(20)).with(Disruption.DRIP);
            case "empty" -> Response.of(200);
            case "expired" -> error(401, "ExpiredAuthenticationToken", "The access token expiry UTC time is earlier.");
            case "failed" ->
                json(
                        200,
                        "{\"status\":\"Failed\",\"error\":{\"code\":\"AllocationFailed\",\"message\":\"Allocation failed."
                                + " We do not have sufficient capacity for the requested VM size in this region.\"}}");
            case "foreign-nextlink" ->
                json(200, "{\"value\":[],\"nextLink\":\"https://management.azure.com.evil.example/next\"}");
            case "garbage" -> Response.of(200).with(Disruption.GARBAGE);
            case "hang" -> json(200, "{}").with(Disruption.HANG);
            case "html" -> Response.text(200, "text/html", "<!doctype html><title>Sign in</title>");
            case "retry-after-too-long" -> throttled("1200");
            case "noexpiry" -> json(200, "{\"access_token\":\"no-expiry\",\"token_type\":\"Bearer\"}");
            case "no-data" -> json(200, "{\"value\":[]}");
            case "quota" ->
                error(429, "RateLimiting", "Please provide below info when asking for support: simulated.")
                        .with("x-ms-user-quota-remaining", "0")
                        .with("x-ms-user-quota-resets-after", "00:00:01");
            case "reset" -> Response.of(200).with(Disruption.RESET);
            case "expired-token" ->
                json(200, "{\"access_token\":\"stale\",\"expires_on\":\"1587590674\",\"token_type\":\"Bearer\"}");
            case "wrong-tenant" ->
                error(
                        401,
                        "InvalidAuthenticationTokenTenant",
                        "The access token is from the wrong issuer 'https://sts.windows.net/" + SimulatedUser.TENANT
                                + "/'. It must match the tenant 'https://sts.windows.net/b6cc8f32-0d28-41cd-beb7-3a18c4775049/'"
                                + " associated with this subscription.");
            default -> throttled("17");
        };
    }

    private static Response throttled(String seconds) {
        return error(429, "OperationNotAllowed", "The server rejected the request because too many came.")
                .with("Retry-After", seconds);
    }
}
