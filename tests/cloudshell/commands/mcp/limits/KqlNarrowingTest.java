package cloudshell.commands.mcp.limits;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KqlNarrowingTest {
    private static final Limits LIMITS = new Limits(List.of("S"), List.of("g", "o'h\\x"));
    private static final String WHERE = "where subscriptionId in~ ('s') and resourceGroup in~ ('g', 'o\\'h\\\\x')";

    @Test
    void changesNothingWithoutLimits() {
        assertEquals("anything; at // all", Limits.NONE.narrow("anything; at // all"));
    }

    /** W is the condition of the limits. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            quoteCharacter = '\0',
            value = {
                "Resources # Resources | W",
                "resources | summarize count() by type # resources | W | summarize count() by type",
                "Resources|project subscriptionId='x' # Resources | W | project subscriptionId='x'",
                "where type == 'a' | project id # Resources | W | where type == 'a' | project id",
                "summarize count() # Resources | W | summarize count()",
                "Resources | where name !in~ ('a','b') and x =~ \"y\" # Resources | W | where name !in~ ('a','b') and x =~ 'y'",
                "Resources | where a in (dynamic(['x'])) or b in~ (tolower('Y'), c.d, e['f'])"
                        + " # Resources | W | where a in (dynamic(['x'])) or b in~ (tolower('Y'), c.d, e['f'])",
                "Resources | where tags['a b'] has 'c' # Resources | W | where tags['a b'] has 'c'",
                "Resources | where a between (1 .. 2) and b > ago(1d) # Resources | W | where a between (1 .. 2) and b > ago(1d)",
                "Resources | where t > datetime(2026-01-02T03:04:05.678Z) # Resources | W | where t > datetime(2026-01-02T03:04:05.678Z)",
                "Resources | mv-expand x = properties.y | project-away z* # Resources | W | mv-expand x = properties.y | project-away z*",
                "Resources | join kind=leftouter (ResourceContainers | project subscriptionId) on subscriptionId"
                        + " # Resources | W | join kind=leftouter ( ResourceContainers | W | project subscriptionId) on subscriptionId",
                "Resources | join kind = inner ResourceContainers on $left.a == $right.b"
                        + " # Resources | W | join kind=inner ( ResourceContainers | W) on $left.a == $right.b",
                "Resources | union (HealthResources | take 1), ResourceContainers | count"
                        + " # Resources | W | union ( HealthResources | W | take 1), ( ResourceContainers | W) | count",
                "Resources | lookup (ResourceContainers) on id # Resources | W | lookup ( ResourceContainers | W) on id",
                "Resources | join (where a == 1) on id # Resources | W | join ( Resources | W | where a == 1) on id",
                "Resources | where a == @'b''c' # Resources | W | where a == 'b\\'c'",
                "Resources | where a == @\"\\d+\" # Resources | W | where a == '\\\\d+'",
                "Resources | where a == h'pwd' # Resources | W | where a == 'pwd'",
                "Resources | where a == '\\u0027 | union Resources' # Resources | W | where a == '\\' | union Resources'",
                "Resources | where a matches regex '//.*' # Resources | W | where a matches regex '//.*'",
            })
    void narrowsEachTableBehindItsName(String query, String narrowed) {
        assertEquals(
                narrowed.strip().replace("W", WHERE),
                LIMITS.narrow(query.strip()).replaceAll(" {2,}", " "));
    }

    @Test
    void leavesCommentsOutSoThatTheyHideNothing() {
        assertEquals("Resources | " + WHERE + " | take 1", LIMITS.narrow("Resources // | x\n | take 1 // the end"));
        assertEquals("Resources | " + WHERE + " | take 1", LIMITS.narrow("Resources //\r| take 1//"));
        assertEquals("Resources | " + WHERE, LIMITS.narrow("Resources //"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "|",
                "UnknownTable",
                "['Resources']",
                "[\"Resources\"] | take 1",
                "(Resources)",
                "(Resources) | union (Resources)",
                "union Resources, ResourceContainers",
                "union (Resources), (ResourceContainers)",
                "find in (Resources) where name has 'x'",
                "search 'x'",
                "Resources; Resources",
                "Resources;",
                "let x = Resources; x",
                "let x = 1; Resources",
                "set query_take_max_records=1; Resources",
                "declare query_parameters(x:string); Resources",
                "alias database d = cluster('x').database('y'); Resources",
                "restrict access to (Resources); Resources",
                "Resources | union UnknownTable",
                "Resources | union Res*",
                "Resources | union *",
                "Resources | union ['Resources']",
                "Resources | union kind=outer withsource=T (UnknownTable)",
                "Resources | union (Resources | union UnknownTable)",
                "Resources | union Resources, on, UnknownTable",
                "Resources | union isfuzzy=true (Resources), on, UnknownTable",
                "Resources | union on UnknownTable",
                "Resources | top-nested 2 of type by count()",
                "Resources | parse-kv a as (b:string)",
                "Resources | join UnknownTable on id",
                "Resources | join (UnknownTable) on id",
                "Resources | join ((Resources)) on id",
                "Resources | join kind=inner (Resources | join (cluster('a').database('b').T) on id) on id",
                "Resources | join kind=Resources on id",
                "Resources | join hint.remote=Resources (Resources) on id",
                "Resources | lookup UnknownTable on id",
                "Resources | join ({{/subscriptions/x/providers/Microsoft.ResourceGraph/queries/q}}) on id",
                "{{/subscriptions/x/providers/Microsoft.ResourceGraph/queries/q}}",
                "Resources | where id in ({{q}})",
                "Resources | where id in (Resources | project id)",
                "Resources | where id in ((Resources | project id))",
                "Resources | where id in (Resources)",
                "Resources | where id in ((Resources))",
                "Resources | where id !in~ (UnknownTable)",
                "Resources | where id in (UnknownTable)",
                "Resources | where id in ((UnknownTable))",
                "Resources | where id in ('a', UnknownTable)",
                "Resources | where id has_any (UnknownTable)",
                "Resources | where id has_all ((UnknownTable))",
                "Resources | where id in~ (resources)",
                "Resources | where id in (['UnknownTable'])",
                "Resources | where id in ('a', [\"UnknownTable\"])",
                "Resources | where id in ((['UnknownTable']))",
                "Resources | extend x = ['toscalar'](UnknownTable)",
                "Resources | extend x = ['table'] ('Resources')",
                "Resources | extend x = toscalar(Resources | summarize make_set(id))",
                "Resources | extend x = toscalar (Resources)",
                "Resources | extend x = TOSCALAR(UnknownTable)",
                "Resources | extend x = table('Resources')",
                "Resources | extend x = materialize(Resources)",
                "table('Resources')",
                "cluster('x').database('y').Resources",
                "database('y').Resources",
                "arg('').Resources",
                "adx('x').T",
                "externaldata(a:string)['https://evil.example']",
                "datatable(a:string)['x']",
                "Resources | evaluate bag_unpack(tags)",
                "Resources | invoke f()",
                "Resources | fork (take 1) (take 2)",
                "Resources | facet by type",
                "Resources | partition by type (take 1)",
                "Resources | as X | union X",
                "Resources | mv-apply x = y on (take 1)",
                "Resources | make-series count() on t step 1d",
                "Resources | render table",
                "Resources | consume",
                "Resources | getschema",
                "Resources | find 'x'",
                "Resources | search 'x'",
                "Resources | reduce by name",
                "Resources | scan with (step s: true => x = 1;)",
                "Resources | where a == ```b | union Resources```",
                "Resources | where a == ~~~b~~~",
                "Resources | where a == 'b\n| union Resources'",
                "Resources | where a == 'b",
                "Resources | where a == \"b",
                "Resources | where a == @'b",
                "Resources | where a == 'b\\'",
                "Resources | where a == '\\x27'",
                "Resources | where a == '\\q'",
                "Resources | where a == 'b' \\ | take 1",
                "Resources | where (a == 1",
                "Resources | where a == 1)",
                "Resources | where a == 1) | union (UnknownTable",
                "Resources | where (a == 1 | take 1)",
                "Resources | extend x = (Resources)",
                "Resources take 1",
                "Resources | take 1 \u00a0| take 2",
                "Resources | take 1 \u2028 | take 2",
                "Resources\u200b | take 1",
                "R\u0435sources | take 1",
                "Resources | \u0000take 1",
                "Resources # comment",
                "Resources | take 1 & take 2",
                "Resources ` | take 1",
                "print 1",
                "range x from 1 to 2 step 1",
                ".show tables",
                "Resources | union (print 1)",
            })
    void rejectsWhatCouldReadOtherRows(String query) {
        assertThrows(LimitException.class, () -> LIMITS.narrow(query));
    }

    /** Kusto's lexer reads {@code datetime(} up to the next ), so that a quote in it begins no string. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "datetime",
                "date",
                "time",
                "timespan",
                "guid",
                "int",
                "int32",
                "long",
                "int64",
                "real",
                "double",
                "decimal",
                "bool",
                "DateTime",
            })
    void rejectsQuotesAndParenthesesInLiterals(String type) {
        for (var query : List.of(
                "Resources | where a == X(') | union UnknownTable | where b == X(')",
                "Resources | where a == X(\") | union UnknownTable | where b == X(\")",
                "Resources | where a == X (') | union UnknownTable | where b == X (')",
                "Resources | where a == X(@') | union UnknownTable | where b == X(')",
                "Resources | where a == X(1//)\n)",
                "Resources | where a == X((1))",
                "Resources | where a == X(")) {
            var attack = query.replace("X", type);
            assertThrows(LimitException.class, () -> LIMITS.narrow(attack), attack);
        }
        var plain = "Resources | where a == " + type + "(2026-01-02T03:04:05.678Z)";
        assertEquals(plain.replace("Resources", "Resources | " + WHERE), LIMITS.narrow(plain));
        LIMITS.narrow("Resources | where a == to" + type + "('1')");
    }

    @Test
    void aStringHasNoLineBreakNoInvisibleCharacterAndNoEmbeddedQuery() {
        for (var value : List.of("\u0000", "\u0085", "\u2028", "\u2029", "\u200b", "\ud800", "\u00a0")) {
            var escape = String.format("\\u%04x", (int) value.charAt(0));
            for (var written : List.of(value, escape)) {
                if (written.charAt(0) >= ' ') {
                    assertEquals(
                            "Resources | " + WHERE + " | where a == 'x" + escape + "y'",
                            LIMITS.narrow("Resources | where a == \"x" + written + "y\""));
                }
            }
        }
        assertEquals(
                "Resources | " + WHERE + " | where a == '{\\u007bq}}'",
                LIMITS.narrow("Resources | where a == '{{q}}'"));
    }

    /** Whatever stands in a string stays in it. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "'",
                "''",
                "\\'",
                "\\\\'",
                "| union Resources",
                "'; Resources",
                "//",
                "' //",
                "*/",
                "\" | union Resources | where a == \"",
                "\\",
                "\\\\",
                "@'",
                "h'",
                "```",
                "{{q}}"
            })
    void aStringKeepsItsValueInWhicheverFormItIsWritten(String value) {
        var plain = "Resources | where a == \"" + value.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
        var verbatim = "Resources | where a == @'" + value.replace("'", "''") + "'";
        var expected = "Resources | " + WHERE + " | where a == " + KqlToken.literal(value);

        assertEquals(expected, LIMITS.narrow(plain));
        assertEquals(expected, LIMITS.narrow(verbatim));
    }

    /** Each table is followed by the condition, in whatever was let through. */
    @Test
    void noTableIsWithoutItsCondition() {
        var query = "resources | join (resourcecontainers | union healthresources, (resources | take 1)) on id"
                + " | lookup kind=leftouter (policyresources | join securityresources on id) on id";
        var narrowed = LIMITS.narrow(query);
        var tables =
                Pattern.compile("(?i)\\b(\\w*resources|resourcecontainers)\\b").matcher(narrowed);
        int count = 0;
        while (tables.find()) {
            count++;
            assertEquals(
                    " | " + WHERE,
                    narrowed.substring(tables.end(), tables.end() + WHERE.length() + 3),
                    tables.group().toLowerCase(Locale.ROOT));
        }
        assertEquals(6, count);
    }

    @Test
    void rejectsQueriesThatAreTooLongOrTooDeep() {
        assertThrows(LimitException.class, () -> LIMITS.narrow("Resources | take " + "1".repeat(40_000)));
        assertThrows(LimitException.class, () -> LIMITS.narrow("Resources | join (".repeat(1_500)));
    }

    @Test
    void takesLongStringsAndManyComments() {
        assertEquals(
                "Resources | " + WHERE + " | where a == '" + "\\\\".repeat(7_000) + "'",
                LIMITS.narrow("Resources | where a == '" + "\\\\".repeat(7_000) + "'"));
        assertEquals("Resources | " + WHERE, LIMITS.narrow("Resources" + "//\n".repeat(9_000)));
    }
}
