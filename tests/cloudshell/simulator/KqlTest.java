package cloudshell.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KqlTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "`resources`                                                    | 2 1",
                "`Resources | order by id asc`                                  | 1 2",
                "`resources | where id == '1'`                                  | 1",
                "`resources | where name =~ 'WEB'`                              | 1",
                "`resources | where name in~ ('Db', 'x')`                       | 2",
                "`resources | where name == 'web' and id == '2'`                | ``",
                "`resources | where (name == 'web' or id == '2') and id == '2'` | 2",
                "`resources | where name matches regex '^w'`                    | 1",
                "`resources | where tostring(tags) contains '\"ENV\"'`          | 1",
                "`resources | where isempty(tostring(tags.env))`                | 2",
                "`resources | where note == 'it\\'s \\\\'`                      | 2",
            })
    void rowsAreFilteredAndOrdered(String query, String ids) {
        assertEquals(
                ids,
                new Kql(query)
                        .ask(List.of(row("2", "db").put("note", "it's \\"), web())).stream()
                                .map(row -> row.path("id").asText())
                                .collect(Collectors.joining(" ")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "where where",
                "resources | where",
                "resources | where name like 'a'",
                "resources | where name == 'a",
                "resources | summarize count()",
                "resources | where name == name",
                "resources ; resources",
            })
    void whatItDoesNotUnderstandIsSaidToBeWrong(String query) {
        assertThrows(IllegalArgumentException.class, () -> new Kql(query));
    }

    @Test
    void projectedRowsHaveTheColumnsAskedForAndNullWhereThereIsNone() {
        var query = new Kql("resources | project name, zones");

        assertEquals("{\"name\":\"web\",\"zones\":null}", query.project(web()).toString());
        assertFalse(query.keepsId());
    }

    private static ObjectNode web() {
        var row = row("1", "web");
        row.putObject("tags").put("env", "prod");
        return row;
    }

    private static ObjectNode row(String id, String name) {
        return JsonNodeFactory.instance.objectNode().put("id", id).put("name", name);
    }
}
