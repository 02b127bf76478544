package cloudshell.errors;

import static harness.Responses.response;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cloudshell.http.ServiceError;
import cloudshell.http.Transport;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ErrorResponseParserTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                """
                {"error":{"code":"C","message":"M"}}""",
                """
                {"Error":{"Code":"C","Message":"M"}}""",
                """
                {"code":"C","message":"M"}""",
                """
                {"error":"C","error_description":"M"}""",
                """
                {"error_code":"C","message":"M"}""",
                """
                {"errorCode":"C","errorMessage":"M"}""",
                """
                {"odata.error":{"code":"C","message":{"lang":"en","value":"M"}}}""",
                """
                {"errors":[{"code":"C","message":"M"}]}""",
                """
                [{"error":{"code":"C","message":"M"}}]""",
                """
                {"type":"https://x.example/errors/C","title":"M","status":400}""",
                """
                <Error><Code>C</Code><Message>M</Message></Error>""",
                """
                <m:error xmlns:m="urn:x"><m:code>C</m:code><m:message xml:lang="en">M</m:message></m:error>""",
                """
                <?xml version="1.0"?><a><b><!-- c --><Error><Code>C</Code><Message><![CDATA[M]]></Message></Error></b></a>""",
            })
    void everyFormIsRead(String body) {
        assertEquals("HTTP 400 C: M", described(400, body));
    }

    @Test
    void theDecidingPartOfAQuotaErrorIsNotCut() {
        var quota =
                "Provisioning of resource(s) for container service contoso-aks-production-westeurope in resource group"
                        + " contoso-kubernetes-production-westeurope failed. Message: Operation could not be completed as it"
                        + " results in exceeding approved standardDSv3Family Cores quota. Additional details - Deployment"
                        + " Model: Resource Manager, Location: westeurope, Current Limit: 10, Current Usage: 8, Additional"
                        + " Required: 4, (Minimum) New Limit Required: 12. Submit a request for Quota increase at"
                        + " https://portal.azure.com/#blade/Microsoft_Azure_Capacity/UsageAndQuota.ReactView/Parameters/"
                        + "%7B%22subscriptionId%22:%2200000000-0000-4000-8000-000000000000%22%7D".repeat(10)
                        + " by specifying parameters listed in the Details section for deployment to succeed.";
        var outer = "The template deployment 'main' is not valid according to the validation procedure. ".repeat(9);

        var alone = described(400, "{\"error\":{\"code\":\"QuotaExceeded\",\"message\":\"" + quota + "\"}}");
        var within = described(
                400,
                "{\"error\":{\"code\":\"InvalidTemplateDeployment\",\"message\":\"" + outer
                        + "\",\"details\":[{\"code\":\"QuotaExceeded\",\"message\":\"" + quota + "\"}]}}");

        for (var line : java.util.List.of(alone, within)) {
            assertTrue(line.contains("Current Limit: 10, Current Usage: 8"), line);
            assertTrue(line.contains("New Limit Required: 12"), line);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"resourceType\":\"OperationOutcome\",\"issue\":[{\"severity\":\"error\",\"code\":\"forbidden\",\"diagnostics\":\"Authorization failed.\"}]} | HTTP 400 forbidden: Authorization failed.",
                "{\"resourceType\":\"OperationOutcome\",\"issue\":[{\"code\":\"invalid\",\"details\":{\"text\":\"No such field\"}}]} | No such field",
                "{\"code\":\"C\",\"message\":\"{\\\"operationGroup\\\":\\\"HighCost\\\",\\\"allowedRequestCount\\\":800}\"} | operationgroup HighCost, allowedrequestcount 800",
                "{\"code\":\"C\",\"message\":\"M\",\"target\":\"{\\\"limit\\\":\\\"HighCost\\\"}\"} | limit HighCost",
                "{\"code\":\"C\",\"message\":\"{\\\"error\\\":{\\\"code\\\":\\\"D\\\",\\\"message\\\":\\\"N\\\"}}\"} | D: N",
                "{\"code\":\"C\",\"message\":\"[{\\\"code\\\":\\\"D\\\",\\\"message\\\":\\\"N\\\"}]\"} | D: N",
            })
    void reasonsInOtherPlacesAreRead(String body, String reason) {
        assertTrue(described(400, body).contains(reason), described(400, body));
    }

    @ParameterizedTest
    @CsvSource({
        "x-ms-error-code, ContainerNotFound",
        "x-ms-error-message, The container is gone",
        "x-powerbi-error-info, GroupNotAccessible",
        "x-ms-throttle-scope, Tenant_Application/Read/a/b",
        "x-databricks-reason-phrase, Quota",
        "x-ms-diagnostics, 2000003;reason=Invalid",
        "x-ms-failure-cause, gateway",
    })
    void reasonsInHeadersAloneAreRead(String header, String reason) {
        var error = ErrorResponseParser.of(response(403, "", header, reason), "");

        assertTrue(error.describe().contains(reason), error.describe());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "``                            | HTTP 503 with an empty body",
                "plain text                    | HTTP 503: plain text",
                "`\nfirst\nsecond`             | HTTP 503: first",
                "\"quoted\"                    | HTTP 503: quoted",
                "<html><body>x                 | HTTP 503 with HTML instead of JSON",
                "<!DOCTYPE HTML><TITLE>a &amp; b</TITLE> | HTTP 503 with an HTML page, 'a & b'",
                "<html><h1>Gone<br>away</h1>   | HTTP 503 with an HTML page, 'Goneaway'",
                "[]                            | HTTP 503 with no JSON object",
                "{\"error\":{\"code\":\"C      | HTTP 503 with JSON that is broken or cut off",
                "{\"error\":{\"code\":\"C\",\"mess | HTTP 503 C",
                "{\"a\":1,\"a\":2,\"code\":\"C\"} | HTTP 503 C",
                "{}                            | HTTP 503 with no reason given",
                "{\"error\":null}              | HTTP 503 with no reason given",
                "{\"error\":{}}                | HTTP 503 with no reason given",
                "<a/>                          | HTTP 503 with XML without a reason",
                "<string>Not today.</string>   | HTTP 503: Not today.",
            })
    void whatElseComesIsReportedAsWhatItIs(String body, String described) {
        assertEquals(described, described(503, body));
    }

    @Test
    void eachStepInwardsThatSaysMoreIsReported() {
        var error = read("""
                {"error":{"code":"A","message":"a","innerError":{"code":"A","message":"a",
                 "innererror":{"code":"B","message":"b"}},"details":[{"code":"C","message":"c"},{"message":"d"}]}}""");

        assertEquals("HTTP 409 A: a (C: c; d; B: b)", error.describe());
        assertEquals("A: a\nC: c\nd\nB: b", error.chain());
    }

    @Test
    void theInnermostIsNotCrowdedOutByWhatIsAroundIt() {
        var details = "{\"code\":\"D\",\"message\":\"" + "x".repeat(250) + "%d\"},";
        var error = read("{\"error\":{\"code\":\"A\",\"message\":\"" + "a".repeat(3_000) + "\",\"details\":["
                + details.formatted(1) + details.formatted(2) + details.formatted(3)
                + "{\"code\":\"Last\",\"message\":\"the very reason\"}]}}");

        assertTrue(error.message().contains("Last: the very reason"), error.message());
        assertTrue(error.message().length() <= 1_010, error.message().length() + " characters");
        assertEquals(5, error.chain().lines().count());
    }

    @Test
    void theServicesOwnCodeMayComeInAHeader() {
        assertEquals(
                "HTTP 404 BlobNotFound",
                ErrorResponseParser.of(response(404, "", "X-Ms-Error-Code", "BlobNotFound"), "")
                        .describe());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x-ms-request-id",
                "request-id",
                "x-ms-activity-id",
                "ActivityId",
                "RequestId",
                "apim-request-id",
                "client-request-id"
            })
    void aRequestIdIsFoundInWhateverHeader(String header) {
        assertEquals(
                "HTTP 500 C (request id r-1)",
                ErrorResponseParser.of(response(500, "{\"code\":\"C\"}", header, "r-1"), "")
                        .describe());
    }

    @Test
    void aTokenInTheResponseIsMaskedAndSoIsWhatLooksLikeASecret() {
        var body = "{\"code\":\"C\",\"message\":\"bad se+cret/ and eyJhbGciOi.eyJhdWQi.c2ln at ?sv=1&sig=abc%3D"
                + " AccountKey=abc== Bearer abcdefghijkl\"}";

        var described = ErrorResponseParser.of(response(401, body, "x-ms-request-id", "se+cret/x"), "se+cret/")
                .describe();

        assertEquals(
                "HTTP 401 C: bad *** and *** at ?sv=1&sig=*** AccountKey=*** Bearer*** (request id ***x)", described);
    }

    @Test
    void whatCouldSteerATerminalIsTakenOut() {
        assertEquals(
                "HTTP 400 C: a [31mb c d",
                described(400, "{\"error\":{\"code\":\"C\",\"message\":\"a\\u001b[31mb\\r\\nc\\u202ed\"}}"));
    }

    @Test
    void noDoctypeIsReadAndNoEntityButTheFiveOfXml() {
        var bomb = "<!DOCTYPE x [<!ENTITY a SYSTEM \"file:///etc/passwd\"><!ENTITY b \"&a;&a;\">]>"
                + "<Error><Code>C</Code><Message>&b;</Message></Error>";

        assertEquals("HTTP 400 with XML without a reason", described(400, bomb));
        assertEquals(
                "HTTP 400 C: &b; <x>", described(400, "<Error><Code>C</Code><Message>&b; &lt;x&gt;</Message></Error>"));
    }

    static String[] monsters() {
        int many = 200_000;
        return new String[] {
            "{\"error\":".repeat(many),
            "[".repeat(many),
            "<a>".repeat(many),
            "<".repeat(many),
            "<html>" + "<title".repeat(many),
            "{\"details\":[" + "{\"code\":\"A\"},".repeat(many),
            "{\"message\":\"{\\\"message\\\":".repeat(many / 10),
            "\\".repeat(many),
            " \n".repeat(many),
            "{\"message\":\"" + "\\u0000".repeat(many),
        };
    }

    @ParameterizedTest
    @MethodSource("monsters")
    void nothingIsTooLargeOrTooDeepForOneLine(String monster) {
        var line = assertTimeoutPreemptively(Duration.ofSeconds(20), () -> described(500, monster));

        assertEquals(1, line.lines().count());
        assertTrue(line.length() < 1_500, line.length() + " characters");
    }

    @Test
    void utf16IsReadAndWhatIsNoTextIsSaidToBeNone() {
        var wide = "<Error><Code>C</Code></Error>".getBytes(StandardCharsets.UTF_16);

        assertEquals(
                "HTTP 400 C",
                ErrorResponseParser.of(new Transport.Response(400, Map.of(), wide), "")
                        .describe());
        assertEquals(
                "HTTP 400 with a binary body",
                ErrorResponseParser.of(new Transport.Response(400, Map.of(), new byte[] {0x7f, 0, (byte) 0xc0}), "")
                        .describe());
    }

    @ParameterizedTest
    @CsvSource({
        "<!DOCTYPE html><p>, true",
        "' <html lang=\"en\">', true",
        "<Error/>, false",
        "'{\"a\":\"<html>\"}', false"
    })
    void aPageIsReportedFromAnResponse(String body, boolean page) {
        assertEquals(page, ErrorResponseParser.isPage(response(200, body)));
    }

    @Test
    void eachRowOfTheHintsIsReachedByItsCodeAndHasASource() {
        for (var row : Hints.rows()) {
            var error = new ServiceError(400, row.code(), row.words(), "", "", "", row.code() + ": " + row.words());
            var resource = row.place().isEmpty() ? "https://other.example" : row.place() + "x";

            var hint = Hints.of(error, response(400), resource);

            assertEquals(row.hint(), hint, row.code());
            assertTrue(row.source().matches("[\\w.-]+/[\\w./-]+(#\\d+)?"), row.source());
            assertFalse(
                    row.hint().matches(".*(--api-version|--resource|--source| -s\\b|AZURE_RESOURCE).*"), row.hint());
        }
    }

    /** What Azure's SDKs take for a policy of Change Safety (azure-sdk-for-java#49701). */
    @Test
    void aPolicyThatRequiresATokenDiffersFromOneThatForbids() {
        var details = "{\"error\":{\"code\":\"RequestDisallowedByPolicy\",\"message\":\"A policy token is required.\","
                + "\"additionalInfo\":[{\"type\":\"PolicyViolation\",\"info\":{\"evaluationDetails\":"
                + "{\"missingPolicyTokenDetails\":{\"shouldDeny\":true,\"isChangeReferenceRequired\":false}}}}]}}";

        assertTrue(hint(details).contains("x-ms-policy-external-evaluations"), hint(details));
        assertTrue(hint(details.replace("missingPolicyTokenDetails", "x")).startsWith("a policy forbids it"));
    }

    @Test
    void aPolicyThatRequiresMfaDiffersFromOneThatForbids() {
        var denied = "{\"error\":{\"code\":\"RequestDisallowedByPolicy\",\"message\":\"Resource 'one' was disallowed by"
                + " policy. Reasons: 'Users must authenticate with multi-factor authentication to create or update"
                + " resources.'.\"}}";

        assertEquals(
                "it requires a sign-in with MFA, and in a job without a person a managed identity: az login",
                hint(denied));
    }

    private static String hint(String body) {
        var response = response(403, body);
        return Hints.of(ErrorResponseParser.of(response, ""), response, "https://management.azure.com/");
    }

    private static ServiceError read(String body) {
        return ErrorResponseParser.of(response(409, body), "");
    }

    private static String described(int status, String body) {
        return ErrorResponseParser.of(response(status, body), "").describe();
    }
}
