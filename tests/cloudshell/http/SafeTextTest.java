package cloudshell.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SafeTextTest {
    @ParameterizedTest
    @ValueSource(
            chars = {
                0x00, 0x07, '\t', '\n', '\r', 0x1b, 0x7f, 0x85, 0x9b, 0x061c, 0x200b, 0x200f, 0x2028, 0x2029, 0x202e,
                0x2066, 0xfeff
            })
    void aCharacterThatSteersATerminalBecomesASpace(char c) {
        assertEquals("a b", SafeText.printable("a" + c + "b"));
    }

    @Test
    void withoutClassNamesTheCauseStays() {
        assertEquals(
                "PKIX path building failed: unable to find valid certification path to management.azure.com",
                SafeText.withoutClassNames("PKIX path building failed:"
                        + " sun.security.provider.certpath.SunCertPathBuilderException: unable to find valid"
                        + " certification path to management.azure.com"));
    }

    @Test
    void plainTextStaysTheSame() {
        var text = "caf\u00e9 \u65e5\u672c \ud83d\ude00 'x' \"y\" {}";

        assertSame(text, SafeText.printable(text));
    }

    @Test
    void aLineIsCutAtFifteenHundredCharacters() {
        assertEquals(1501, SafeText.line("x".repeat(9000)).length());
        assertTrue(SafeText.line("x".repeat(9000)).endsWith("x\u2026"));
    }

    @Test
    void aCutLeavesNoHalfOfACharacter() {
        var line = SafeText.line("x".repeat(1499) + "\ud83d\ude00" + "y".repeat(10));

        assertEquals("x".repeat(1499) + "\u2026", line);
    }

    @Test
    void secretsAndWebTokensAreMasked() {
        assertEquals("*** and ***", SafeText.withoutSecrets("s3cret and eyJhbGciOiJub25lIn0.eyJ9_-.c2ln", "s3cret"));
        assertEquals("eyJ and nothing", SafeText.withoutSecrets("eyJ and nothing", ""));
    }
}
