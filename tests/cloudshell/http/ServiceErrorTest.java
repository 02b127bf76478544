package cloudshell.http;

import static harness.Responses.response;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import harness.Shared;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ServiceErrorTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                """
                {"error":{"code":"C","message":"M"}}""",
                """
                {"error":{"code":"C","message":"M","details":[]}}""",
                """
                {"Error":{"Code":"C","Message":"M"}}""",
                """
                {"code":"C","message":"M"}""",
                """
                {"Code":"C","Message":"M"}""",
                """
                {"error":"C","error_description":"M"}""",
            })
    void everyShapeThatAzureUsesIsRead(String body) {
        assertEquals("HTTP 400 C: M", ServiceError.of(response(400, body), "").describe());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "``                    | HTTP 503 with an empty body",
                "plain text            | HTTP 503: plain text",
                "<html><body>x         | HTTP 503 with HTML instead of JSON",
                "[]                    | HTTP 503 with no JSON object",
                "{\"error\":{\"code\":\"C | HTTP 503 with JSON that is broken or cut off",
                "{}                    | HTTP 503 with no reason given",
                "{\"error\":null}        | HTTP 503 with no reason given",
                "{\"error\":{}}          | HTTP 503 with no reason given",
            })
    void aBodyWithoutAReasonIsSaidToHaveNone(String body, String described) {
        assertEquals(described, ServiceError.of(response(503, body), "").describe());
    }

    @Test
    void theIdsThatAzuresSupportNeedsAreShown() {
        var body = "{\"error\":{\"code\":\"C\",\"message\":\"M\"}}";

        var error = ServiceError.of(
                response(500, body, "X-Ms-Request-Id", "r-1", "x-ms-correlation-request-id", "c-2"), "");

        assertEquals("HTTP 500 C: M (request id r-1, correlation id c-2)", error.describe());
    }

    @Test
    void aTokenInTheResponseIsMasked() {
        var body = """
                {"error":{"code":"C","message":"bad token se+cret/ and eyJhbGciOi.eyJhdWQi.c2ln here"}}""";

        var described = ServiceError.of(response(401, body), "se+cret/").describe();

        assertEquals("HTTP 401 C: bad token *** and *** here", described);
    }

    @Test
    void whatCouldSteerATerminalIsTakenOut() {
        var body = "{\"error\":{\"code\":\"C\",\"message\":\"a\\u001b[31mb\\r\\nc\\u202ed\"}}";

        assertEquals(
                "HTTP 400 C: a [31mb  c d",
                ServiceError.of(response(400, body), "").describe());
    }

    @Test
    void aVeryLongMessageIsCut() {
        var body = "{\"message\":\"" + "x".repeat(100_000) + "\"}";

        assertTrue(ServiceError.of(response(400, body), "").message().length() <= 1001);
    }

    @ParameterizedTest
    @CsvSource({
        "error-401-ExpiredAuthenticationToken, 401, ExpiredAuthenticationToken",
        "error-403-AuthorizationFailed,        403, AuthorizationFailed",
        "error-404-ResourceGroupNotFound,      404, ResourceGroupNotFound",
        "error-400-flat-BadRequest,            400, BadRequest",
        "error-400-InvalidParameter,           400, InvalidParameter",
        "error-500-InternalServerError,        500, InternalServerError",
        "error-504-GatewayTimeout,             504, GatewayTimeout",
        "quoted-404-SubscriptionNotFound,      404, SubscriptionNotFound",
        "quoted-429-CRP-OperationNotAllowed,   429, OperationNotAllowed",
    })
    void recordedErrorsKeepTheirCodeAndMessage(String name, int status, String code) {
        var error = ServiceError.of(response(status, Shared.text("samples/arm/" + name + ".body.json")), "");

        assertEquals(code, error.code());
        assertFalse(error.message().isEmpty());
    }
}
