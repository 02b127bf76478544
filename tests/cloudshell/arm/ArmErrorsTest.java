package cloudshell.arm;

import static harness.Responses.response;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cloudshell.errors.ErrorResponseParser;
import cloudshell.http.Transport;
import cloudshell.token.Audience;
import cloudshell.token.Cloud;
import cloudshell.token.Failure;
import com.fasterxml.jackson.databind.JsonNode;
import harness.MovingClock;
import harness.Shared;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ArmErrorsTest {
    private static final Audience MANAGEMENT = Audience.resourceManager(Cloud.PUBLIC);
    private static final String CLAIMS = "eyJhY2Nlc3NfdG9rZW4iOnsibmJmIjp7ImVzc2VudGlhbCI6dHJ1ZX19fQ==";

    @ParameterizedTest
    @CsvSource({
        "401, ExpiredAuthenticationToken,       DENIED, date -u",
        "401, InvalidAuthenticationToken,       DENIED, az login",
        "401, Other,                            DENIED, -",
        "403, AuthorizationFailed,              DENIED, a role with that action",
        "403, '',                               DENIED, -",
        "404, SubscriptionNotFound,             FAILED,  az account list",
        "404, '',                               FAILED,  check the address",
        "400, InvalidSubscriptionId,            FAILED,  GUID",
        "400, NoRegisteredProviderFound,        FAILED,  another api-version",
        "400, InvalidApiVersionParameter,       FAILED,  another api-version",
        "409, MissingSubscriptionRegistration,  FAILED,  az provider register",
        "429, '',                               FAILED,  run it again later",
        "500, InternalServerError,              FAILED,  run it again in a minute",
        "400, Other,                            FAILED,  -",
        "404, Other,                            FAILED,  -",
    })
    void eachRefusalSaysWhatHelps(int status, String code, Failure failure, String hint) {
        var refusal = explain(response(
                status, "{\"error\":{\"code\":\"" + code + "\",\"message\":\"" + (code.isEmpty() ? "" : "M") + "\"}}"));

        assertEquals(failure, refusal.failure());
        assertEquals(code, refusal.code());
        assertEquals(status, refusal.status());
        assertTrue(hint.equals("-") ? refusal.hint().isEmpty() : refusal.hint().contains(hint), refusal.hint());
        assertTrue(refusal.getMessage().startsWith("could not GET /x: HTTP " + status), refusal.getMessage());
    }

    @Test
    void aClaimsChallengeNamesTheCommandThatSatisfiesIt() {
        var refusal = explain(response(401, "", "WWW-Authenticate", "Bearer claims=\"" + CLAIMS + "\""));

        assertTrue(refusal.hint().endsWith("az login --claims-challenge \"" + CLAIMS + "\""), refusal.hint());
        assertTrue(refusal.hint().contains("which Cloud Shell's endpoint cannot give"), refusal.hint());
    }

    @Test
    void theWrongTenantNamesTheRightOne() {
        var refusal = explain(recorded("quoted-401-InvalidAuthenticationTokenTenant"));

        assertEquals(
                "Cloud Shell is bound to one tenant: switch its directory to 1000002c-0000-4000-8000-00000000002d,"
                        + " or az login --tenant 1000002c-0000-4000-8000-00000000002d",
                refusal.hint());
    }

    @Test
    void throttlingSaysWhenToComeBack() {
        var refusal = explain(response(429, "{\"code\":\"TooMany\",\"message\":\"M\"}", "Retry-After", "1200"));

        assertTrue(
                refusal.getMessage().endsWith("M; come back in 1200 s, at 2026-07-01T10:20:00Z"), refusal.getMessage());
    }

    @Test
    void theRequestIdIsKept() {
        var refusal = explain(response(500, "", "x-ms-request-id", "r-1"));

        assertEquals("r-1", refusal.requestId());
        assertEquals("could not GET /x: HTTP 500 with an empty body (request id r-1)", refusal.getMessage());
    }

    @ParameterizedTest
    @CsvSource({
        "error-401-ExpiredAuthenticationToken", "error-403-AuthorizationFailed", "error-404-ResourceGroupNotFound",
        "error-409-MissingSubscriptionRegistration", "error-500-InternalServerError", "error-503-empty-body",
        "quoted-400-InvalidSubscriptionId", "quoted-400-NoRegisteredProviderFound", "quoted-404-SubscriptionNotFound",
        "quoted-429-ARM-SubscriptionRequestsThrottled", "quoted-401-InvalidAuthenticationToken",
    })
    void recordedRefusalsAreToldOnOneLineWithAHint(String name) {
        var refusal = explain(recorded(name));

        assertEquals(1, refusal.getMessage().lines().count());
        assertTrue(refusal.getMessage().contains("HTTP " + refusal.status()));
        assertTrue(refusal.hint().length() > 5, refusal.getMessage());
    }

    private static ArmException explain(Transport.Response answer) {
        return ArmErrors.explain(
                "GET /x", ErrorResponseParser.of(answer, ""), answer, MANAGEMENT, new MovingClock(), "", "");
    }

    private static Transport.Response recorded(String name) {
        JsonNode meta = Shared.json("samples/arm/" + name + ".meta.json");
        var suffix = name.contains("empty-body") ? ".body.txt" : ".body.json";
        return response(meta.path("status").asInt(), Shared.text("samples/arm/" + name + suffix));
    }
}
