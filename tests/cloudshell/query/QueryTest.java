package cloudshell.query;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cloudshell.token.UsageException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QueryTest {
    private static final JsonNode MACHINES = json("""
            [{"name":"a","power":"on","tags":{"env":"p|q"},"disks":[1,2],"more":[[3],[4]]},
             {"name":"b","power":null,"disks":[]},
             {"name":"c","power":"on","tags":{"env":"x"},"disks":[5]}]""");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]",
                "[*].name",
                "[].{n: name, p: power}",
                "[].[name, tags.env]",
                "[?power=='on'].name",
                "[?power=='on' || name=='b'].disks[]",
                "[?tags.env=='p|q'].name",
                "[?tags.env==`\"p|q\"`].name",
                "[].\"name\"",
                "[*].disks[0]",
                "[*].disks[:1]",
                "[].more[][]",
                "[].length(disks)",
                "  [?starts_with(name, 'a')]  ",
            })
    void aProjectionOfEachVmIsTheSameAsOneOfAll(String expression) {
        var query = Query.parse(expression);
        var each = new ArrayList<JsonNode>();
        MACHINES.forEach(vm -> query.ofEach(vm).forEach(each::add));

        assertTrue(query.isEach());
        assertEquals(elements(query.of(MACHINES)), each);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "length(@)",
                "[0]",
                "[:2].name",
                "[].name | [0]",
                "[?power=='on'] | length(@)",
                "[].name || 'none'",
                "[].name == 'a'",
                "![]",
                "sort_by(@, &name)[].name | reverse(@) | [0]",
                "[?tags] | [].tags.env | join('|', @)",
                "{all: [].name}",
                "@",
            })
    void whatHasToSeeAllOfThemGivesWhatItGivesOfTheWholeArray(String expression) {
        var query = Query.parse(expression);

        assertFalse(query.isEach());
        assertEquals(query.of(MACHINES), query.of(StreamSupport.stream(MACHINES.spliterator(), false)));
    }

    @Test
    void whatIsNoExpressionIsWrongUsageWithTheReason() {
        var failure = assertThrows(UsageException.class, () -> Query.parse("[].{a"));

        assertTrue(failure.getMessage().startsWith("could not understand the query '[].{a': "), failure.getMessage());
    }

    @Test
    void aFunctionThatCannotTakeWhatItIsGivenIsWrongUsage() {
        var query = Query.parse("[].length(power)");

        var failure = assertThrows(UsageException.class, () -> query.of(MACHINES));

        assertTrue(failure.getMessage().startsWith("could not run the query '[].length(power)': "));
    }

    static JsonNode json(String text) {
        try {
            return new JsonMapper().readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<JsonNode> elements(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false).toList();
    }
}
