package scripts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cloudshell.simulator.Plan;
import cloudshell.simulator.Simulator;
import harness.Program;
import java.util.List;
import org.junit.jupiter.api.Test;

class TokenTest {
    @Test
    void aFailingEndpointIsAskedFourTimesAndTheErrorIsOneLine() {
        try (var simulator = Simulator.start(Plan.USUAL.withFaults("token-500"))) {
            var run = Program.run("Token", simulator.environment());

            assertEquals(1, run.exit());
            assertEquals("", run.out());
            assertEquals(4, simulator.log().forTokens());
            assertTrue(
                    run.complaints().get(0).contains("HTTP 500 InternalServerError: Simulated failure 500."),
                    run.err());
        }
    }

    @Test
    void theAudienceIsAskedForOnceAndTheTokenIsAllThatIsPrinted() {
        try (var simulator = Simulator.start(Plan.USUAL)) {
            var run = Program.run("Token", simulator.environment(), "graph");

            assertEquals(0, run.exit(), run.err());
            assertTrue(run.out().matches("eyJ[A-Za-z0-9._-]+\n"), run.out());
            assertEquals(List.of("POST /oauth2/token"), simulator.log().lines());
        }
    }
}
