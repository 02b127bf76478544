package faults;

import static org.junit.jupiter.api.Assertions.assertTrue;

import cloudshell.CloudShell;
import cloudshell.cli.Exit;
import cloudshell.token.CloudShellException;
import cloudshell.token.Settings;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Responses that are wrong on the wire or odd in their form, through the library: what comes of each, and at what cost. */
class MalformedResponsesTest {
    /**
     * At the token endpoint and at Resource Manager: exit code / requests / waits between them. Then what is said.
     * Two outcomes where the JDKs from 17 to 25 differ.
     */
    private static final String EXPECTED = """
            closed at once             | 1/4/3 | 1/4/1 | the connection broke before a response came
            reset                      | 1/4/3 | 1/4/1 | the connection broke before a response came
            half a head                | 1/1/0 | 1/1/0 | an empty body
            half a body                | 1/4/3 | 1/4/3 | broke
            half a body, reset         | 1/4/3 | 1/4/3 | broke
            never responds              | 3/1/0 | 1/1/0 | no complete response within
            drips its head             | 3/1/0 | 1/1/0 | no complete response within
            drips its body             | 3/1/0 | 1/1/0 | no complete response within
            chunked garbage            | 1/4/3 | 1/4/3 | the response was truncated or is malformed
            no HTTP                    | 1/1/0 | 1/1/0 | the response is not HTTP
            TLS instead                | 1/4/3 | 1/4/1 | the connection broke before a response came
            status abc                 | 1/1/0 | 1/1/0 | the response is not HTTP
            status 999                 | 1/1/0 | 1/1/0 | HTTP 999
            endless head               | 1/1/0 | 1/2/0 | the response is not HTTP
            endless body               | 1/1/0 | 1/1/0 | the response is larger than
            length 10 GB               | 1/1/0 | 1/1/0 | the response is larger than
            gzip                       | 0/1/0 | 0/1/0 |
            gzip, garbled              | 1/4/3 | 1/4/3 | the response was truncated or is malformed
            gzip, empty                | 1/1/0 | 1/1/0 | an empty body
            gzip bomb                  | 1/1/0 | 1/1/0 | the response is larger than
            brotli                     | 1/1/0 | 1/1/0 | a body that is not JSON
            no content type            | 0/1/0 | 0/1/0 |
            text/plain                 | 0/1/0 | 0/1/0 |
            text/html                  | 1/1/0 | 1/1/0 | HTML instead of JSON
            byte-order mark            | 0/1/0 | 0/1/0 |
            UTF-16                     | 0/1/0 | 0/1/0 |
            trailing text              | 1/1/0 | 1/1/0 | JSON that is broken or cut off
            duplicate keys             | 1/1/0 | 0/1/0 | JSON that is broken or cut off
            deep nesting               | 1/1/0 | 1/1/0 | JSON that is broken or cut off
            deep nesting, 500          | 1/4/3 | 1/4/3 | HTTP 500 with JSON that is broken or cut off
            no JSON object             | 1/1/0 | 1/1/0 |
            null                       | 1/1/0 | 1/1/0 |
            length -5                  | 0/1/0 | 0/1/0 |
            HTTP/1.0                   | 0/1/0 | 0/1/0 |
            early hints                | 1/1/0 or 0/1/0 | 1/1/0 or 0/1/0 | HTTP 103
            204                        | 1/1/0 | 1/1/0 | HTTP 204 with an empty body
            401 Basic                  | 4/1/0 | 4/1/0 | HTTP 401
            401 Negotiate              | 4/1/0 | 4/1/0 | HTTP 401
            401 NTLM                   | 4/1/0 | 4/1/0 | HTTP 401
            407                        | 1/1/0 | 1/1/0 | HTTP 407
            Retry-After -1             | 1/4/3 | 1/4/3 | HTTP 429
            Retry-After NaN            | 1/4/3 | 1/4/3 | HTTP 429
            Retry-After 1e999          | 1/4/3 | 1/4/3 | HTTP 429
            Retry-After soon           | 1/4/3 | 1/4/3 | HTTP 429
            Retry-After 99999999999999999999 | 1/1/0 | 1/1/0 | retry in 31536000 s
            Retry-After 120            | 1/1/0 | 1/1/0 | retry in 120 s
            retry in 9999          | 1/1/0 | 1/1/0 | retry in
            retry in 1999          | 1/4/3 | 1/4/3 | HTTP 503
            """;

    private static final Duration SHORT = Duration.ofSeconds(2);
    private static final Duration SLOW = Duration.ofSeconds(10);
    private static final Duration LONG = Duration.ofSeconds(60);

    @TestFactory
    Stream<DynamicTest> eachEndsAsWrittenDown() {
        var table =
                new Table("odd-responses.md", "Odd responses", "Response", "From", "Exit / requests / waits", "Error");
        EXPECTED.lines().map(line -> line.split("\\|", -1)).forEach(row -> {
            var fault = row[0].strip();
            table.add(fault + ", token endpoint", () -> attempt(fault, true, row[1].strip(), row[3].strip()));
            table.add(fault + ", Resource Manager", () -> attempt(fault, false, row[2].strip(), row[3].strip()));
        });
        return table.tests();
    }

    private static Table.Row attempt(String fault, boolean atToken, String expected, String says) {
        try (var server = WireFaults.serve(fault, atToken)) {
            var waits = new AtomicLong();
            var settings = Settings.of(server.environment())
                    .withTimeout(!says.contains("within") ? LONG : atToken ? SHORT : SLOW)
                    .withPause((wait, why) -> waits.incrementAndGet());
            var said = "";
            int exit = Exit.DONE;
            try {
                CloudShell.connect(settings)
                        .arm()
                        .list("/subscriptions?api-version=2022-12-01")
                        .count();
            } catch (CloudShellException e) {
                said = e.getMessage();
                exit = Exit.of(e.failure());
            }
            var seen = exit + "/" + (atToken ? server.forTokens() : server.forArm()) + "/" + waits;
            var shown = said;
            return new Table.Row(List.of(fault, atToken ? "token endpoint" : "Resource Manager", seen, said), () -> {
                assertTrue(
                        List.of(expected.split(" or ")).contains(seen),
                        () -> seen + ", not " + expected + ": " + shown);
                assertTrue(shown.isEmpty() || shown.contains(says), shown);
            });
        }
    }
}
