package cloudshell.commands.mcp.limits;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ArmPathTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                "/subscriptions /subscriptions",
                "/subscriptions/ /subscriptions",
                "/subscriptions/a/resourceGroups/rg-web?api-version=2021-04-01 /subscriptions/a/resourceGroups/rg-web?api-version=2021-04-01",
                "/subscriptions/a/resourceGroups/my%20group /subscriptions/a/resourceGroups/my%20group",
                "/%73ubscriptions/a /subscriptions/a",
                "/subscriptions/a/resourceGroups/gr\u00f6\u00dfe /subscriptions/a/resourceGroups/gr%C3%B6%C3%9Fe",
                "/subscriptions/a/resourceGroups/gr%c3%b6%C3%9Fe /subscriptions/a/resourceGroups/gr%C3%B6%C3%9Fe",
                "/subscriptions/a/resourceGroups/rg_(1) /subscriptions/a/resourceGroups/rg_%281%29",
                "/v1.0/users /v1.0/users",
            })
    void writesWhatItHasReadInOneForm(String given, String written) {
        assertEquals(written, ArmPath.parse(given).text());
        assertEquals(written, ArmPath.parse(written).text());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "subscriptions",
                "//evil.example/subscriptions",
                "///evil.example",
                "/\\evil.example",
                "\\\\evil.example",
                "/subscriptions/a/../b",
                "/subscriptions/a/./b",
                "/subscriptions/a/..",
                "/subscriptions/a/...",
                "/subscriptions/a/b./c",
                "/subscriptions/a/%2e%2e/b",
                "/subscriptions/a/%2E./b",
                "/subscriptions/a/.%2e/b",
                "/subscriptions/a/%252e%252e/b",
                "/subscriptions/a/%25252e/b",
                "/subscriptions/a%2fresourceGroups",
                "/subscriptions/a%2Fresource",
                "/subscriptions/a%5cb",
                "/subscriptions/a\\..\\b",
                "/subscriptions//a",
                "/subscriptions/a//resourceGroups/b",
                "/subscriptions/a;b/c",
                "/subscriptions/a%3bb",
                "/subscriptions/a%3fx=1",
                "/subscriptions/a%23b",
                "/subscriptions/a#b",
                "/subscriptions/a?x#b",
                "/subscriptions/a%00b",
                "/subscriptions/a%0d%0aHost:evil",
                "/subscriptions/a\r\nHost: evil",
                "/subscriptions/a\u0000b",
                "/subscriptions/a\tb",
                "/subscriptions/a?x=\r\nHost: evil",
                "/subscriptions/a%",
                "/subscriptions/a%2",
                "/subscriptions/a%zz",
                "/subscriptions/a%u002e%u002e",
                "/subscriptions/a/%c0%ae%c0%ae/b",
                "/subscriptions/a/%e0%80%ae/b",
                "/subscriptions/a/%ff/b",
                "/subscriptions/a/\uff0e\uff0e/b",
                "/subscriptions/a/\u2024\u2024/b",
                "/subscriptions/a\uff0fb",
                "/subscriptions/a/%ef%bc%8e%ef%bc%8e/b",
                "/subscriptions/\u200ba",
                "/subscriptions/a\u202eb",
                "/subscriptions/a\ud800",
                "/subscriptions/a%20",
                "/subscriptions/{subscriptionId}/resourceGroups",
                "/subscriptions/a|b",
                "/subscriptions/a<b>",
                "/subscriptions/a/resourceGroups/\ue000",
            })
    void rejectsWhatTwoProgramsCouldReadDifferently(String path) {
        assertThrows(LimitException.class, () -> ArmPath.parse(path));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "listKeys",
                "LISTKEYS",
                "listSecrets",
                "listClusterAdminCredential",
                "listConnectionStrings",
                "listAccountSas",
                "ListServiceSas",
                "regenerateKey",
                "listQueryKeys",
                "listCallbackUrl",
                "list%4beys"
            })
    void explainsThatActionsThatReturnSecretsAreNotSent(String action) {
        var e = assertThrows(
                LimitException.class,
                () -> ArmPath.parse("/subscriptions/a/resourceGroups/b/providers/X/y/z/" + action + "?api-version=1"));

        assertTrue(e.getMessage().contains("POST action"), e.getMessage());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"hostruntime/admin/host/systemkeys", "HostRuntime/x", "extensions/api/vfs", "processes/1/dump"})
    void rejectsPathsThatAppServicePassesOnToTheApp(String rest) {
        assertThrows(
                LimitException.class,
                () -> ArmPath.parse("/subscriptions/a/resourceGroups/b/providers/Microsoft.Web/sites/c/" + rest
                        + "?api-version=1"));
    }

    @Test
    void rejectsPathsOfAnyLength() {
        assertThrows(LimitException.class, () -> ArmPath.parse("/" + "a".repeat(10_000)));
        assertThrows(LimitException.class, () -> ArmPath.parse("/a".repeat(10_000)));
    }

    @Test
    void findsAParameterHoweverItsNameIsWritten() {
        assertTrue(ArmPath.parse("/a?API-Version=1").has("api-version"));
        assertTrue(ArmPath.parse("/a?x=1&api%2Dversion=1").has("api-version"));
        assertEquals(
                List.of("a"), ArmPath.parse("/a?x=1").with("api-version", "2").segments());
        assertEquals(
                "/a?x=1&api-version=2",
                ArmPath.parse("/a?x=1").with("api-version", "2").text());
    }
}
