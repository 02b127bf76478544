package dev.jbang.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SuggestionsTest {
    private static final List<String> NAMES = List.of("token", "list-vms", "audience-check", "catalog");

    @ParameterizedTest
    @CsvSource({
        "tokn, token",
        "Token, token",
        "list-vm, list-vms",
        "listvms, list-vms",
        "audience-chek, audience-check",
        "catlog, catalog",
        "CATALOG, catalog",
        "something, ''",
        "x, ''"
    })
    void findsTheNameThatWasMeant(String typed, String meant) {
        assertEquals(meant, Suggestions.closest(typed, NAMES).orElse(""));
    }

    @ParameterizedTest
    @CsvSource({"'', '', 0", "a, '', 1", "abc, abc, 0", "abc, acb, 2", "kitten, sitting, 3", "ABC, abc, 0"})
    void countsEdits(String a, String b, int edits) {
        assertEquals(edits, Suggestions.distance(a, b));
        assertEquals(edits, Suggestions.distance(b, a));
    }
}
