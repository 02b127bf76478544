package cloudshell.token;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.NotSerializableException;
import java.io.ObjectOutputStream;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class AccessTokenTest {
    private static final String SECRET = "eyJ0eXAi.c2VjcmV0.c2ln";

    @Test
    void itsTextFormShowsAudienceAndTimeLeftAndMasksTheSecret() {
        var text = token(Duration.ofMinutes(59).plusSeconds(30)).toString();

        assertEquals("AccessToken[https://vault.azure.net, 59 min left, ***]", text);
        assertFalse(text.contains(SECRET.substring(0, 6)));
    }

    @Test
    void itsTextFormTellsThatItIsNearlyOrWhollyOver() {
        assertTrue(token(Duration.ofSeconds(50)).toString().matches(".*, \\d\\d s left, .*"));
        assertTrue(token(Duration.ofSeconds(-1)).toString().contains(", expired, "));
    }

    @Test
    void onlyRevealGivesTheSecret() {
        assertEquals(SECRET, token(Duration.ofHours(1)).reveal());
    }

    @Test
    void itCannotBeWrittenToADiskByAccident() throws Exception {
        try (var out = new ObjectOutputStream(new ByteArrayOutputStream())) {
            assertThrows(NotSerializableException.class, () -> out.writeObject(token(Duration.ofHours(1))));
        }
    }

    @Test
    void itsClaimsAreReadWithoutVerifyingThem() {
        var jwt = "eyJhbGciOiJub25lIn0.eyJ0aWQiOiJ0LTEifQ.c2ln";

        assertEquals("t-1", token(jwt).claims().get("tid"));
    }

    @Test
    void aTokenThatIsNoWebTokenHasNoClaims() {
        for (var text : new String[] {"opaque", "a.b", "a.b.c", "a.W10.c", "..", "a.!!.c"}) {
            assertTrue(token(text).claims().isEmpty(), text);
        }
    }

    private static AccessToken token(Duration left) {
        return new AccessToken("https://vault.azure.net", Instant.now().plus(left), SECRET);
    }

    private static AccessToken token(String secret) {
        return new AccessToken("https://vault.azure.net", Instant.MAX, secret);
    }
}
