package cloudshell.simulator.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Faults as they are typed. */
class FaultTest {
    @Test
    void hasATargetAnEffectAndACount() {
        var fault = Fault.parse("resourcegraph-403:2");

        assertEquals("resourcegraph", fault.target());
        assertEquals("403", fault.effect());
        assertEquals(2, fault.left().get());
    }

    @ParameterizedTest
    @CsvSource({
        "token, a fault is TARGET-EFFECT",
        "nobody-500, its target is one of arm",
        "graph-403, 'Microsoft Graph is msgraph, Resource Graph is resourcegraph'",
        "token-nonsense, its effect is a status",
        "token-299, its effect is a status",
        "token-500:0, its count is a whole number above 0"
    })
    void rejectsEverythingElseAndNamesWhatIsValid(String text, String message) {
        var failure = assertThrows(IllegalArgumentException.class, () -> Fault.parse(text));

        assertTrue(failure.getMessage().contains(message), failure.getMessage());
    }
}
