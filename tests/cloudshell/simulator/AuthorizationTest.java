package cloudshell.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Locks, roles, policies, tags and providers of a subscription. */
class AuthorizationTest {
    private static final String AUTHORIZATION = "/providers/Microsoft.Authorization/";
    private static final String DISK = "~/resourceGroups/rg-batch/providers/Microsoft.Compute/disks/old-data-01";
    private static final String D = "?api-version=2023-10-02";
    private static final String L = "?api-version=2020-05-01";
    private static final String R = "?api-version=2022-04-01";
    private static final String CORE = "?api-version=2021-04-01";

    private Simulator simulator;
    private SimulatorClient client;

    @BeforeEach
    void start() {
        simulator = Simulator.start(SimulatorOptions.DEFAULTS);
        client = new SimulatorClient(simulator);
    }

    @AfterEach
    void stop() {
        simulator.close();
    }

    @Test
    void aLockForbidsWhatItForbidsInAzure() throws Exception {
        var lock = "~/resourceGroups/rg-batch" + AUTHORIZATION + "locks/keep" + L;
        assertEquals(
                201,
                client.arm("PUT", lock, "{\"properties\":{\"level\":\"CanNotDelete\"}}")
                        .status());
        assertEquals("ScopeLocked", client.arm("DELETE", DISK + D, "").code());
        assertEquals(
                "ScopeLocked",
                client.arm("DELETE", "~/resourceGroups/rg-batch" + CORE, "").code());
        assertEquals(
                200, client.arm("PATCH", DISK + D, "{\"tags\":{\"a\":\"b\"}}").status());
        assertEquals(
                200,
                client.arm("PUT", lock, "{\"properties\":{\"level\":\"ReadOnly\"}}")
                        .status());
        assertEquals(
                "ScopeLocked", client.arm("PATCH", DISK + D, "{\"tags\":{}}").code());
        assertEquals(
                1,
                client.get("~" + AUTHORIZATION + "locks" + L)
                        .body()
                        .path("value")
                        .size());
        assertEquals(200, client.arm("DELETE", lock, "").status());
        assertEquals(202, client.arm("DELETE", DISK + D, "").status());
    }

    @Test
    void rolesAreAssignedAtAnyScope() throws Exception {
        var name = "0a000000-0000-4000-8000-000000000001";
        var path = DISK + AUTHORIZATION + "roleAssignments/" + name + R;
        var body = "{\"properties\":{\"roleDefinitionId\":\"/subscriptions/x/providers/Microsoft.Authorization/"
                + "roleDefinitions/acdd72a7-3385-48ef-bd42-f606fba81ae7\",\"principalId\":\"%s\"}}";
        assertEquals(
                "PrincipalNotFound",
                client.arm("PUT", path, body.formatted("0a000000-0000-4000-8000-00000000000f"))
                        .code());
        var user = body.formatted("0a1b2c3d-0000-4000-8000-000000000002");
        assertEquals(201, client.arm("PUT", path, user).status());
        assertEquals(
                "RoleAssignmentExists",
                client.arm("PUT", path.replace("01?", "02?"), user).code());
        assertTrue(client.get(DISK + AUTHORIZATION + "roleAssignments" + R)
                .body()
                .toString()
                .contains(name));
        assertEquals(200, client.arm("DELETE", path, "").status());
        assertEquals(204, client.arm("DELETE", path, "").status());
    }

    @Test
    void policiesAreDefinedAndAssigned() throws Exception {
        var definition = "~" + AUTHORIZATION + "policyDefinitions/mine?api-version=2023-04-01";
        var assignment = "~/resourceGroups/rg-web" + AUTHORIZATION + "policyAssignments/a?api-version=2023-04-01";
        var body = "{\"properties\":{\"policyDefinitionId\":\"/subscriptions/10000000-0000-4000-8000-000000000000"
                + AUTHORIZATION + "policyDefinitions/mine\"}}";
        assertEquals(
                "PolicyDefinitionNotFound", client.arm("PUT", assignment, body).code());
        assertEquals(
                201,
                client.arm("PUT", definition, "{\"properties\":{\"policyRule\":{\"if\":{},\"then\":{}}}}")
                        .status());
        assertEquals(201, client.arm("PUT", assignment, body).status());
        assertEquals(
                "Default",
                client.get(assignment).body().at("/properties/enforcementMode").asText());
        assertEquals(
                1,
                client.get("~" + AUTHORIZATION + "policyAssignments?api-version=2023-04-01")
                        .body()
                        .path("value")
                        .size());
    }

    @Test
    void aSubscriptionHasTagsAndTagNames() throws Exception {
        var tags = "~/providers/Microsoft.Resources/tags/default" + CORE;
        client.arm("PATCH", tags, "{\"operation\":\"Merge\",\"properties\":{\"tags\":{\"cost\":\"42\"}}}");
        assertEquals(
                "42",
                client.get("~?api-version=2022-12-01").body().at("/tags/cost").asText());
        var names = client.get("~/tagNames" + CORE).body().path("value");
        assertTrue(names.toString().contains("\"tagName\":\"env\""), names.toString());
        assertEquals(
                "TagNameInUse",
                client.arm("DELETE", "~/tagNames/env" + CORE, "").code());
        assertEquals(201, client.arm("PUT", "~/tagNames/new" + CORE, "").status());
        assertEquals(
                201, client.arm("PUT", "~/tagNames/new/tagValues/1" + CORE, "").status());
        assertEquals(200, client.arm("DELETE", "~/tagNames/new" + CORE, "").status());
    }

    @Test
    void anyProviderIsShownAndRegistered() throws Exception {
        var web = "~/providers/Microsoft.Web";
        assertEquals(
                "NotRegistered",
                client.get(web + CORE).body().path("registrationState").asText());
        client.arm("POST", web + "/register" + CORE, "");
        assertEquals(
                "Registered",
                client.get(web + CORE).body().path("registrationState").asText());
        assertEquals(
                "InvalidResourceNamespace",
                client.get("~/providers/Microsoft.Nothing" + CORE).code());
    }
}
