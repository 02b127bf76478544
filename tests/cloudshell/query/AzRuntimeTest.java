package cloudshell.query;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.json.JsonMapper;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Expressions that az takes and the JMESPath specification does not; expected values are what az prints. */
class AzRuntimeTest {
    private static final String ELEMENTS = """
            [{"name":"a","size":16,"at":"2026-01-01T00:00:00Z"},{"name":"b","size":32,"at":"2026-02-01T00:00:00Z"}]""";

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "[?name==`a`].size | [0] ~ 16",
                "[?name==`b`].name ~ [\"b\"]",
                "[?size==`16`].name ~ [\"a\"]",
                "[?at > '2026-01-15'].name ~ [\"b\"]",
                "[?at <= `2026-01-15`].name ~ [\"a\"]",
                "[?name >= 'b'].name ~ [\"b\"]",
                "sum([].size) ~ 48",
                "max([].size) ~ 32",
                "[?contains(name, `a`)].name ~ [\"a\"]",
                "[?name == `a\\`b`] ~ []",
            })
    void azsExtensionsAreTaken(String expression, String expected) throws Exception {
        var elements = new JsonMapper().readTree(ELEMENTS);

        assertEquals(expected, Query.parse(expression).of(elements).toString());
    }
}
