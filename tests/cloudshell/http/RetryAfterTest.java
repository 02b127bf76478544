package cloudshell.http;

import static harness.Responses.response;
import static org.junit.jupiter.api.Assertions.assertEquals;

import harness.MovingClock;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetryAfterTest {
    private final Clock clock = new MovingClock();

    @ParameterizedTest
    @CsvSource({
        "Retry-After,         17,                                PT17S",
        "retry-after,         0,                                 PT0S",
        "Retry-After,         1.5,                               PT1.5S",
        "Retry-After,         ' 3 ',                             PT3S",
        "Retry-After,         'Wed, 01 Jul 2026 10:01:30 GMT',   PT1M30S",
        "Retry-After,         99999999999999999999,              PT8760H",
        "Retry-After,         'Fri, 31 Dec 9999 23:59:59 GMT',   PT8760H",
        "x-ms-retry-after-ms, 250,                               PT0.25S",
        "retry-after-ms,      250,                               PT0.25S",
        "x-ms-ratelimit-microsoft.costmanagement-entity-retry-after, 5, PT5S",
        "x-ms-ratelimit-microsoft.costmanagement-qpu-retry-after, 12,   PT12S",
        "x-ms-ratelimit-microsoft.consumption-tenant-retry-after, 3,    PT3S",
    })
    void theWaitIsRead(String header, String value, Duration wait) {
        assertEquals(Optional.of(wait), RetryAfter.of(response(429, "", header, value), clock));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "soon", "-1", "NaN", "Infinity", "32 Jul 2026", "1;2"})
    void aWaitThatCannotBeReadIsNone(String value) {
        assertEquals(Optional.empty(), RetryAfter.of(response(429, "", "Retry-After", value), clock));
    }

    /** Otherwise a clock that is ahead here would turn "retry in a minute" into four requests at once. */
    @Test
    void aDateThatIsOverIsNoWait() {
        var response = response(429, "", "Retry-After", "Wed, 01 Jul 2026 09:00:00 GMT");

        assertEquals(Optional.empty(), RetryAfter.of(response, clock));
    }

    @Test
    void aDateIsCountedFromTheResponsesOwnSoThatAClockThatIsHoursOffChangesNothing() {
        var response = response(
                429, "", "Date", "Wed, 01 Jul 2026 15:00:00 GMT", "Retry-After", "Wed, 01 Jul 2026 15:00:20 GMT");

        assertEquals(Optional.of(Duration.ofSeconds(20)), RetryAfter.of(response, clock));
    }

    @Test
    void ofSeveralRateLimitsTheLongestWaitCounts() {
        var both = response(
                429,
                "",
                "x-ms-ratelimit-microsoft.costmanagement-entity-retry-after",
                "5",
                "x-ms-ratelimit-microsoft.costmanagement-tenant-retry-after",
                "30");

        assertEquals(Optional.of(Duration.ofSeconds(30)), RetryAfter.of(both, clock));
    }

    @Test
    void millisecondsComeBeforeSecondsInTheOrderOfAzureCore() {
        var all = response(429, "", "Retry-After", "9", "retry-after-ms", "8", "x-ms-retry-after-ms", "7");
        var two = response(429, "", "Retry-After", "9", "retry-after-ms", "8");

        assertEquals(Optional.of(Duration.ofMillis(7)), RetryAfter.of(all, clock));
        assertEquals(Optional.of(Duration.ofMillis(8)), RetryAfter.of(two, clock));
    }

    @Test
    void anUnreadableHeaderLeavesTheWordToTheNext() {
        var response = response(429, "", "x-ms-retry-after-ms", "soon", "Retry-After", "9");

        assertEquals(Optional.of(Duration.ofSeconds(9)), RetryAfter.of(response, clock));
    }
}
