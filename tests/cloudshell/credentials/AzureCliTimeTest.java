package cloudshell.credentials;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AzureCliTimeTest {
    /** az prints local time without a zone; 02:30 comes twice on the day when summer time ends in Berlin. */
    @ParameterizedTest
    @CsvSource({
        "2026-10-25 01:30:00.000000, 2026-10-24T23:30:00Z",
        "2026-10-25 02:30:00.000000, 2026-10-25T00:30:00Z",
        "2026-10-25 03:30:00.000000, 2026-10-25T02:30:00Z",
        "2026-03-29 03:30:00.000000, 2026-03-29T01:30:00Z",
        "2026-07-01 12:00:00, 2026-07-01T10:00:00Z",
        "2026-07-01T12:00:00Z, 2026-07-01T12:00:00Z",
    })
    void localTimeIsReadInItsZoneAndNeverLaterThanItCanBeMeant(String text, Instant moment) {
        assertEquals(Optional.of(moment), AzureCli.local(text, ZoneId.of("Europe/Berlin")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "soon", "2026-13-01 00:00:00"})
    void whatIsNoLocalTimeIsNoExpiry(String text) {
        assertEquals(Optional.empty(), AzureCli.local(text, ZoneId.of("Europe/Berlin")));
    }
}
