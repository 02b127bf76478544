package cloudshell.commands.mcp.azure;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import cloudshell.token.AccessToken;
import cloudshell.token.Audience;
import cloudshell.token.Cloud;
import java.net.URLEncoder;
import java.time.Instant;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IssuedTokensTest {
    private static final String TOKEN = "opaque+/first-part-of-it.canary7Q4ZXWV/second~part=of+it";

    private static IssuedTokens after(String... tokens) {
        var next = new int[1];
        var issued = new IssuedTokens(
                audience -> new AccessToken(audience.resource(), Instant.now().plusSeconds(3_600), tokens[next[0]++]));
        for (int i = 0; i < tokens.length; i++) {
            issued.fetch(Audience.resourceManager(Cloud.PUBLIC));
        }
        return issued;
    }

    @Test
    void masksATokenPercentEncodedAndInBase64() {
        var tokens = after(TOKEN);
        for (var before : new String[] {"", "a", "ab", "Bearer ", "Authorization: Bearer "}) {
            for (var behind : new String[] {"", "a", "ab"}) {
                var text = (before + TOKEN + behind).getBytes(UTF_8);
                var plain = Base64.getEncoder().encodeToString(text);
                var url = Base64.getUrlEncoder().withoutPadding().encodeToString(text);
                for (var masked : new String[] {tokens.masked("x " + plain + " y"), tokens.masked(url)}) {
                    assertFalse(masked.length() > 48, masked);
                }
            }
        }
        assertEquals(
                "x=***&y", tokens.masked("x=" + URLEncoder.encode(TOKEN, UTF_8).replace("%7E", "~") + "&y"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", " ", "\r\n ", "\", \"", "</b><b>"})
    void masksATokenInPieces(String between) {
        var pieces = TOKEN.substring(0, 20) + between + TOKEN.substring(20, 40) + between + TOKEN.substring(40);
        assertEquals("***" + between + "***" + between + "***", after(TOKEN).masked(pieces));
    }

    @Test
    void masksTokensOfAnyLengthAndNothingElse() {
        assertEquals("a ***", after("t1").masked("a t1"));
        assertEquals("", after(TOKEN).masked(""));
        var other = "/subscriptions/10000000-0000-4000-8000-000000000000/resourceGroups/opaque";
        assertEquals(other, after(TOKEN, TOKEN + "x").masked(other));
    }
}
