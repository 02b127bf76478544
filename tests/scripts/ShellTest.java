package scripts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cloudshell.simulator.Plan;
import cloudshell.simulator.Simulator;
import harness.Jbang;
import harness.Run;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** One session in real JShell; each test looks at what came of some of its lines. */
class ShellTest {
    private static final String SESSION = """
            token()
            token("graph").reveal().length() > 100
            vms().limit(2).forEach(System.out::println)
            vms()
            vms("Nobody")
            token("nonsense")
            get("/nowhere?api-version=1")
            list("/nowhere?api-version=1").toList()
            post("/subscriptions?api-version=1", "{")
            "still " + "here"
            var answer = get("/subscriptions?api-version=2022-12-01")
            answer.path("value").get(0).path("subscriptionPolicies")
            answer.at("/value/0/displayName")
            list("/subscriptions/{subscriptionId}/resourceGroups?api-version=2021-04-01")
            subscriptions()
            claims("graph").path("upn")
            post("/providers/Microsoft.ResourceGraph/resources?api-version=2021-03-01", Map.of("query", "Resources | project id")).path("count")
            help()
            """;

    private static Run session;

    @BeforeAll
    static void run() {
        try (var simulator = Simulator.start(Plan.USUAL.withVms(40))) {
            session = Jbang.shared().run(Jbang.shared().home(), simulator.environment(), SESSION, "shell@catalog");
        }
    }

    @Test
    void itGreetsInTwoLines() {
        var lines = session.out().lines().toList();

        assertTrue(lines.get(0).startsWith("Azure Cloud Shell toolkit 0.1.0: token()"), session.out());
        assertEquals("help() explains them, /exit ends.", lines.get(1));
    }

    @Test
    void aTokenIsMaskedAndItsSecretIsToBeHad() {
        assertTrue(session.out().contains("==> AccessToken[https://management.azure.com/, 59 min left, ***]"));
        assertTrue(session.out().contains("==> true"));
        assertFalse(session.out().contains("eyJ"), session.out());
    }

    @Test
    void aMachineIsALineThatBeginsWithItsName() {
        assertTrue(session.out().contains("web-01  running  Standard_B2s  westeurope  RG-WEB\napi-02  deallocated  "));
    }

    @Test
    void aLongListingStopsAtTheEndOfTheScreen() {
        assertTrue(session.out().contains("… and more: forEach(System.out::println) shows all"), session.out());
        assertFalse(session.out().contains("-30"), session.out());
    }

    @Test
    void whatGoesWrongIsOneLineAndTheSessionGoesOn() {
        var mishaps = session.out().lines().filter(line -> line.contains("|  ")).toList();
        var told = List.of(
                "there is no subscription 'Nobody'; try: one of 'Production'",
                "'nonsense' is not a known short name",
                "HTTP 404 MissingSubscription",
                "HTTP 404 MissingSubscription",
                "it is not JSON; try: post(path, ");

        assertEquals(
                told.size(),
                mishaps.stream().filter(line -> line.contains("Mishap")).count(),
                session.out());
        for (var cause : told) {
            assertTrue(mishaps.stream().anyMatch(line -> line.contains("Mishap: could not ") && line.contains(cause)));
        }
        assertFalse(session.out().contains("|        at "), session.out());
        assertTrue(session.out().contains("==> \"still here\""), session.out());
    }

    @Test
    void jsonIsIndentedAndStaysJson() {
        assertTrue(session.out().contains("==> {\n  \"quotaId\": \"Simulated\",\n  \"spendingLimit\": \"Off\"\n}"));
        assertTrue(session.out().contains("==> \"Production\""));
        assertTrue(session.out().contains("==> \"user@simulator.example\""));
    }

    @Test
    void anElementOfAListIsALineThatBeginsWithItsName() {
        assertTrue(session.out().contains("\nRG-WEB  Microsoft.Resources/resourceGroups  westeurope\nRG-API  "));
        assertTrue(session.out().contains("\nProduction  10000000-0000-4000-8000-000000000000  Enabled"));
    }

    @Test
    void helpNamesEachVerb() {
        for (var verb : List.of(
                "token()", "claims()", "subscriptions()", "vms()", "get(path)", "post(path, body)", "list(path)")) {
            // From Java 25 on JShell prints its prompt in front, also where nobody types.
            assertTrue(
                    Stream.of("\n", "  ", "\njshell> ")
                            .anyMatch(before -> session.out().contains(before + verb)),
                    verb);
        }
    }
}
