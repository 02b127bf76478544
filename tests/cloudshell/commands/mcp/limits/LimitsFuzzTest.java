package cloudshell.commands.mcp.limits;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.net.URLDecoder;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever passes the limits stays within them, for paths and queries that are put together at random. */
class LimitsFuzzTest {
    private static final String MINE = "11111111-0000-4000-8000-000000000001";
    private static final Limits LIMITS = new Limits(List.of(MINE), List.of("rg-web"));
    private static final String WHERE = "| where subscriptionId in~ ('" + MINE + "') and resourceGroup in~ ('rg-web')";

    /** Canonical strings, and literals that Kusto's lexer reads up to the next ), quotes included. */
    private static final Pattern STRING =
            Pattern.compile("'(?:[^'\\\\]|\\\\.)*'|(?i:\\b(?:datetime|guid|long)\\([^)]*\\)?)");

    private static final Pattern TABLE =
            Pattern.compile("(?<!\\w)(?:resources|resourcecontainers|healthresources)\\b", Pattern.CASE_INSENSITIVE);

    @Provide
    Arbitrary<String> paths() {
        var parts = Arbitraries.of(
                "/",
                "/",
                "/",
                "subscriptions",
                "Subscriptions",
                MINE,
                MINE,
                "resourceGroups",
                "RESOURCEGROUPS",
                "rg-web",
                "rg-web",
                "rg-api",
                "..",
                ".",
                "%2e",
                "%2E%2e",
                "%252e",
                "%2f",
                "%5c",
                "\\",
                ";",
                "?",
                "#",
                "%00",
                "%",
                "x",
                "providers",
                "@",
                ":",
                "//",
                "%20",
                "\u2024",
                "\uff0f",
                "%c0%ae",
                "22222222-0000-4000-8000-000000000002");
        var any = parts.list().ofMinSize(1).ofMaxSize(14).map(list -> String.join("", list));
        var near = parts.list()
                .ofMaxSize(8)
                .map(list -> "/subscriptions/" + MINE + "/resourceGroups/rg-web" + String.join("", list));
        return Arbitraries.oneOf(any, near);
    }

    @Property(tries = 3_000)
    void aPathThatPassesIsBelowTheGroupHoweverOftenItIsDecoded(@ForAll("paths") String path) {
        String sent;
        try {
            var parsed = ArmPath.parse(path);
            LIMITS.check(parsed);
            sent = parsed.text();
        } catch (LimitException e) {
            return;
        }
        var decoded = sent.replaceFirst("[?].*", "");
        for (int i = 0; i < 3; i++) {
            var normal = URI.create("https://x" + decoded.replace(" ", "%20"))
                    .normalize()
                    .getRawPath();
            assertEquals(decoded.replace(" ", "%20"), normal);
            assertTrue(
                    (normal + "/")
                            .toLowerCase(Locale.ROOT)
                            .startsWith("/subscriptions/" + MINE + "/resourcegroups/rg-web/"),
                    path + " -> " + normal);
            decoded = URLDecoder.decode(decoded, UTF_8);
        }
    }

    @Provide
    Arbitrary<String> queries() {
        var parts = Arbitraries.of(
                "Resources",
                "resources",
                "ResourceContainers",
                "HealthResources",
                "UnknownTable",
                "|",
                "|",
                "|",
                "| where",
                "| project",
                "| join (",
                "| join kind=inner (",
                "| union",
                "| union (",
                "| lookup (",
                ")",
                ")",
                "(",
                "on id",
                "id",
                "id in (",
                "in~ (",
                "x = 1",
                "== ",
                "'a'",
                "\"b\"",
                "'",
                "\"",
                "\\",
                "'\\'",
                "@'",
                "''",
                "//",
                "/*",
                "\n",
                "\r",
                ";",
                "let x =",
                "toscalar(",
                "table('Resources')",
                "[",
                "]",
                "['Resources']",
                "{{",
                "}}",
                "{",
                ",",
                ".",
                "h'",
                "```",
                "~~~",
                "count",
                "| count",
                "| take 1",
                "| summarize count() by id",
                "materialize(",
                "$left.a == $right.b",
                "!in",
                "has_any (",
                "datetime(",
                "guid('",
                "long(\"",
                ", on, ",
                "dynamic([1])");
        return parts.list().ofMinSize(1).ofMaxSize(14).map(list -> "Resources " + String.join(" ", list));
    }

    @Property(tries = 20_000)
    void eachTableOfAQueryThatPassesIsNarrowedAtOnce(@ForAll("queries") String query) {
        String narrowed;
        try {
            narrowed = LIMITS.narrow(query);
        } catch (LimitException e) {
            return;
        }
        var marked = narrowed.replace(WHERE, "<narrowed>");
        var code = STRING.matcher(marked).replaceAll("''");
        var tables = TABLE.matcher(code);
        while (tables.find()) {
            if (code.substring(0, tables.start()).matches("(?s).*[\\w\\])]\\s*\\.\\s*")) {
                continue; // a field of something
            }
            assertTrue(code.startsWith(" <narrowed>", tables.end()), query + " -> " + narrowed);
        }
        assertTrue(!code.matches("(?s).*(;|//|\\{\\s*\\{|```|\\btoscalar\\s*\\(|\\btable\\s*\\().*"), narrowed);
        assertTrue(
                !code.matches(
                        "(?s).*\\b(join|union|lookup|in|has_any)\\s*~?\\s*(kind=inner\\s*)?[(\\s]+UnknownTable\\s*[|)].*"),
                narrowed);
        assertTrue(!code.matches("(?s).*\\b(join|union|lookup)\\s+UnknownTable.*"), narrowed);
        assertTrue(!code.matches("(?s).*\\bunion\\b[^|]*\\bUnknownTable.*"), narrowed);
        assertEquals(narrowed, LIMITS.narrow(query), "it is stable");
    }
}
