package cloudshell.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

class ExpiryTest {
    @ParameterizedTest
    @CsvSource({
        "1593791553,                    2020-07-03T15:52:33Z",
        "1593791553.0,                  2020-07-03T15:52:33Z",
        "1593791553.9,                  2020-07-03T15:52:33Z",
        "1.593791553E9,                 2020-07-03T15:52:33Z",
        "' 1593791553 ',                2020-07-03T15:52:33Z",
        "253402300799,                  9999-12-31T23:59:59Z",
        "12/31/2026 11:59:59 PM +00:00, 2026-12-31T23:59:59Z",
        "1/2/2026 1:02:03 am +02:00,    2026-01-01T23:02:03Z",
        "12/31/2026 23:59:59 +00:00,    2026-12-31T23:59:59Z",
        "12/31/2026 11:59:59 PM,        2026-12-31T23:59:59Z",
        "12/31/2026 23:59:59,           2026-12-31T23:59:59Z",
        "2026-12-31 23:59:59 +00:00,    2026-12-31T23:59:59Z",
        "2026-12-31T23:59:59Z,          2026-12-31T23:59:59Z",
        "2026-12-31T23:59:59.5+01:00,   2026-12-31T22:59:59.5Z",
    })
    void everyFormThatAnEndpointHasSentIsRead(String text, Instant expected) {
        assertEquals(Optional.of(expected), Expiry.parse(text));
    }

    @ParameterizedTest
    @NullAndEmptySource
    @ValueSource(
            strings = {
                " ",
                "0",
                "-1",
                "soon",
                "never",
                "NaN",
                "Infinity",
                "1593791553000",
                "253402300800",
                "99999999999999999999999",
                "18446744075302543169",
                "1e999999999",
                "1e-999999999",
                "13/45/2026 11:59:59 PM +00:00",
                "2026-12-31",
                "1593791553x",
            })
    void anExpiryThatCannotBeReadIsNone(String text) {
        assertEquals(Optional.empty(), Expiry.parse(text));
    }
}
