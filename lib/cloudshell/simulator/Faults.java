package cloudshell.simulator;

import static cloudshell.simulator.TokenAnswers.error;
import static cloudshell.simulator.TokenAnswers.json;
import static com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder.responseDefinition;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The failures to simulate. The texts of 401, 403 and 429 from Resource Manager are quoted from recordings and
 * documents; all that the token endpoint says here but {@code badrequest} is invented, since nobody has published it.
 */
final class Faults {
    private static final int FOR_EVER_MILLIS = 3_600_000;
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
    private final String address;

    Faults(List<String> faults, String address) {
        this.faults = faults.stream().map(Fault::parse).toList();
        this.address = address;
    }

    /** The failure that this request meets, if any. */
    Optional<ResponseDefinitionBuilder> strike(SimulatedRequest request) {
        return faults.stream()
                .filter(fault -> fault.strikes(request))
                .findFirst()
                .map(fault -> fault.effect().matches("\\d+")
                        ? status(Integer.parseInt(fault.effect()))
                        : word(fault.effect()));
    }

    private ResponseDefinitionBuilder status(int status) {
        if (status / 100 == 3) {
            return responseDefinition().withStatus(status).withHeader("Location", address + "/elsewhere");
        }
        var answer = error(status, CODES.getOrDefault(status, "Simulated"), "Simulated failure " + status + ".")
                .withHeader("x-ms-request-id", "11111111-2222-4333-8444-555555555555");
        return status == 429 ? answer.withHeader("Retry-After", "1") : answer;
    }

    private ResponseDefinitionBuilder word(String effect) {
        return switch (effect) {
            case "badrequest" -> responseDefinition().withStatus(400);
            case "challenge" ->
                error(401, "InvalidAuthenticationToken", "Continuous access evaluation wants more.")
                        .withHeader(
                                "WWW-Authenticate", "Bearer error=\"insufficient_claims\", claims=\"" + CLAIMS + "\"");
            case "cut" -> json(200, CUT);
            case "drip" -> json(200, CUT.repeat(20)).withChunkedDribbleDelay(600, FOR_EVER_MILLIS);
            case "empty" -> responseDefinition().withStatus(200);
            case "expired" -> error(401, "ExpiredAuthenticationToken", "The access token expiry UTC time is earlier.");
            case "foreign" ->
                json(200, "{\"value\":[],\"nextLink\":\"https://management.azure.com.evil.example/next\"}");
            case "garbage" ->
                responseDefinition().withFault(com.github.tomakehurst.wiremock.http.Fault.MALFORMED_RESPONSE_CHUNK);
            case "hang" -> json(200, "{}").withFixedDelay(FOR_EVER_MILLIS);
            case "html" ->
                responseDefinition()
                        .withStatus(200)
                        .withHeader("Content-Type", "text/html")
                        .withBody("<!doctype html><title>Sign in</title>");
            case "later" -> throttled("1200");
            case "noexpiry" -> json(200, "{\"access_token\":\"no-expiry\",\"token_type\":\"Bearer\"}");
            case "none" -> json(200, "{\"value\":[]}");
            case "quota" ->
                error(429, "RateLimiting", "Please provide below info when asking for support: simulated.")
                        .withHeader("x-ms-user-quota-remaining", "0")
                        .withHeader("x-ms-user-quota-resets-after", "00:00:01");
            case "reset" ->
                responseDefinition().withFault(com.github.tomakehurst.wiremock.http.Fault.CONNECTION_RESET_BY_PEER);
            case "stale" ->
                json(200, "{\"access_token\":\"stale\",\"expires_on\":\"1587590674\",\"token_type\":\"Bearer\"}");
            case "tenant" ->
                error(
                        401,
                        "InvalidAuthenticationTokenTenant",
                        "The access token is from the wrong issuer 'https://sts.windows.net/" + Estate.TENANT
                                + "/'. It must match the tenant 'https://sts.windows.net/b6cc8f32-0d28-41cd-beb7-3a18c4775049/'"
                                + " associated with this subscription.");
            default -> throttled("17");
        };
    }

    private static ResponseDefinitionBuilder throttled(String seconds) {
        return error(429, "OperationNotAllowed", "The server rejected the request because too many came.")
                .withHeader("Retry-After", seconds);
    }
}
