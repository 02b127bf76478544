package cloudshell.query;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QueryCellsTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "table | {\"name\":\"a\",\"tags\":{},\"n\":1} | Name,N       | a,1",
                "table | {\"name\":null,\"on\":true}          | On           | True",
                "table | [\"a\",2]                            | Column1,Column2 | a,2",
                "table | \"a\"                                | Result       | a",
                "csv   | {\"name\":\"a\",\"tags\":{\"x\":1}}  | name,tags    | a,{\"x\":1}",
                "tsv   | {\"a\":null,\"b\":[1,2],\"c\":{},\"d\":false} | ''  | None,2,,False",
                "tsv   | true                                 | ''           | true",
                "tsv   | null                                 | ''           | None",
            })
    void aResultIsARowAsAzMakesIt(String format, String json, String titles, String row) {
        var cells = new QueryCells(format);

        assertEquals(row, String.join(",", cells.of(QueryTest.json(json))));
        assertEquals(titles, String.join(",", cells.titles()));
    }

    @Test
    void aTableHasTheFieldsOfAllItsRowsAndCsvThoseOfTheFirst() {
        assertEquals(List.of("A", "B"), titles("table"));
        assertEquals(List.of("a"), titles("csv"));
    }

    private static List<String> titles(String format) {
        var cells = new QueryCells(format);
        cells.of(QueryTest.json("{\"a\":1}"));
        cells.of(QueryTest.json("{\"b\":2}"));
        return cells.titles();
    }
}
