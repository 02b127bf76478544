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
        "404, '',                               FAILED,  check the URL",
        "400, InvalidSubscriptionId,            FAILED,  GUID",
        "400, NoRegisteredProviderFound,        FAILED,  another api-version",
        "400, InvalidApiVersionParameter,       FAILED,  another api-version",
        "409, MissingSubscriptionRegistration,  FAILED,  az provider register",
        "429, '',                               FAILED,  run it again later",
        "500, InternalServerError,              FAILED,  run it again in a minute",
        "400, Other,                            FAILED,  -",
        "404, Other,                            FAILED,  -",
    })
    void eachErrorResponseSaysWhatHelps(int status, String code, Failure expected, String hint) {
        var failure = explain(response(
                status, "{\"error\":{\"code\":\"" + code + "\",\"message\":\"" + (code.isEmpty() ? "" : "M") + "\"}}"));

        assertEquals(expected, failure.failure());
        assertEquals(code, failure.code());
        assertEquals(status, failure.status());
        assertTrue(hint.equals("-") ? failure.hint().isEmpty() : failure.hint().contains(hint), failure.hint());
        assertTrue(failure.getMessage().startsWith("could not GET /x: HTTP " + status), failure.getMessage());
    }

    @Test
    void aClaimsChallengeNamesTheCommandThatSatisfiesIt() {
        var failure = explain(response(401, "", "WWW-Authenticate", "Bearer claims=\"" + CLAIMS + "\""));

        assertTrue(failure.hint().endsWith("az login --claims-challenge \"" + CLAIMS + "\""), failure.hint());
        assertTrue(failure.hint().contains("which Cloud Shell's endpoint cannot give"), failure.hint());
    }

    @Test
    void theWrongTenantNamesTheRightOne() {
        var failure = explain(recorded("quoted-401-InvalidAuthenticationTokenTenant"));

        assertEquals(
                "Cloud Shell is bound to one tenant: switch its directory to 1000002c-0000-4000-8000-00000000002d,"
                        + " or az login --tenant 1000002c-0000-4000-8000-00000000002d",
                failure.hint());
    }

    @Test
    void throttlingSaysWhenToComeBack() {
        var failure = explain(response(429, "{\"code\":\"TooMany\",\"message\":\"M\"}", "Retry-After", "1200"));

        assertTrue(failure.getMessage().endsWith("M; retry in 1200 s, at 2026-07-01T10:20:00Z"), failure.getMessage());
    }

    @Test
    void theRequestIdIsKept() {
        var failure = explain(response(500, "", "x-ms-request-id", "r-1"));

        assertEquals("r-1", failure.requestId());
        assertEquals("could not GET /x: HTTP 500 with an empty body (request id r-1)", failure.getMessage());
    }

    @ParameterizedTest
    @CsvSource({
        "error-401-ExpiredAuthenticationToken", "error-403-AuthorizationFailed", "error-404-ResourceGroupNotFound",
        "error-409-MissingSubscriptionRegistration", "error-500-InternalServerError", "error-503-empty-body",
        "quoted-400-InvalidSubscriptionId", "quoted-400-NoRegisteredProviderFound", "quoted-404-SubscriptionNotFound",
        "quoted-429-ARM-SubscriptionRequestsThrottled", "quoted-401-InvalidAuthenticationToken",
    })
    void recordedErrorResponsesAreReportedOnOneLineWithAHint(String name) {
        var failure = explain(recorded(name));

        assertEquals(1, failure.getMessage().lines().count());
        assertTrue(failure.getMessage().contains("HTTP " + failure.status()));
        assertTrue(failure.hint().length() > 5, failure.getMessage());
    }

    private static ArmException explain(Transport.Response response) {
        return ArmErrors.explain(
                "GET /x", ErrorResponseParser.of(response, ""), response, MANAGEMENT, new MovingClock(), "", "");
    }

    private static Transport.Response recorded(String name) {
        JsonNode meta = Shared.json("samples/arm/" + name + ".meta.json");
        var suffix = name.contains("empty-body") ? ".body.txt" : ".body.json";
        return response(meta.path("status").asInt(), Shared.text("samples/arm/" + name + suffix));
    }
}
