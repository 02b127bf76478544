package cloudshell.commands.mcp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import cloudshell.token.UsageException;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SinceTest {
    private static final Instant NOW = Instant.parse("2026-03-20T12:00:00Z");

    @ParameterizedTest
    @CsvSource({
        "24h, 2026-03-19T12:00:00Z",
        "90m, 2026-03-20T10:30:00Z",
        "7d, 2026-03-13T12:00:00Z",
        "1w, 2026-03-13T12:00:00Z",
        "P1D, 2026-03-19T12:00:00Z",
        "PT2H, 2026-03-20T10:00:00Z",
        "yesterday, 2026-03-19T00:00:00Z",
        "2026-03-18, 2026-03-18T00:00:00Z",
        "2026-03-18T09:00:00Z, 2026-03-18T09:00:00Z",
        "30d, 2026-03-06T12:00:00Z",
        "99999w, 2026-03-06T12:00:00Z",
        "1999-01-01, 2026-03-06T12:00:00Z",
    })
    void readsATimeOfTheLastTwoWeeks(String text, Instant time) {
        assertEquals(time, Since.of(text, NOW));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "24", "h", "-1h", "tomorrow", "2026-13-01", "2026-03-21", "1h'", "P99999999999999D", "PT-1H"
            })
    void rejectsAnythingElse(String text) {
        assertThrows(UsageException.class, () -> Since.of(text, NOW));
    }
}
