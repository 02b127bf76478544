package cloudshell.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.net.URI;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OriginTest {
    private static final Origin ARM = origin("https://management.azure.com/");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://management.azure.com",
                "https://management.azure.com:443/x",
                "HTTPS://Management.Azure.COM/x?y=z",
            })
    void theSameSchemeHostAndEffectivePortAreTheSameOriginInAnyCase(String url) {
        assertEquals(ARM, origin(url));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://management.azure.com/",
                "https://management.azure.com:444/",
                "https://management.azure.com.evil.example/",
                "https://management.azure.co/",
                "https://evil.example/management.azure.com",
                "https://management.azure.com./",
            })
    void anythingElseIsAnotherOrigin(String url) {
        assertNotEquals(ARM, origin(url));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://management.azure.com@evil.example/",
                "https://user:password@management.azure.com/",
                "https://@management.azure.com/",
                "ftp://management.azure.com/",
                "//management.azure.com/",
                "/subscriptions",
                "mailto:x@management.azure.com",
                "https:///subscriptions",
                "https://manage_ment.azure.com/",
            })
    void aUrlWithUserInfoOrWithoutHostHasNoOrigin(String url) {
        assertThrows(IllegalArgumentException.class, () -> origin(url));
    }

    @ParameterizedTest
    @CsvSource({
        "http://localhost:50342/, true",
        "http://LOCALHOST/, true",
        "http://127.0.0.1/, true",
        "http://127.8.9.1/, true",
        "http://[::1]:80/, true",
        "http://[0:0:0:0:0:0:0:1]/, true",
        "https://management.azure.com/, true",
        "http://127.0.0.1.evil.example/, false",
        "http://localhost.evil.example/, false",
        "http://10.0.0.1/, false",
        "http://169.254.169.254/, false",
        "http://0.0.0.0/, false",
        "http://[::ffff:10.0.0.1]/, false",
    })
    void aTokenMayTravelOverHttpsAndWithinLocalhostOnly(String url, boolean may) {
        assertEquals(may, origin(url).maySeeTokens());
    }

    private static Origin origin(String url) {
        return Origin.of(URI.create(url));
    }
}
