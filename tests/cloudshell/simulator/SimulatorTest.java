package cloudshell.simulator;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import harness.Shared;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The simulator by itself, spoken to by another HTTP client than the library's, against what was recorded. */
class SimulatorTest {
    private static final JsonMapper MAPPER = new JsonMapper();
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final String ARM = "https://management.azure.com/";

    private static Simulator simulator;

    @BeforeAll
    static void start() {
        simulator = Simulator.start(SimulatorOptions.DEFAULTS.withPageSize(7));
    }

    @AfterAll
    static void stop() {
        simulator.close();
    }

    static Stream<String> requestForms() {
        return Stream.of("POST", "GET /oauth2/token?", "GET /metadata/identity/oauth2/token?api-version=2018-02-01&");
    }

    @ParameterizedTest
    @MethodSource("requestForms")
    void allThreeRequestFormsGiveTheSameToken(String form) throws Exception {
        assertEquals(token(ARM), ask(form, ARM).path("access_token").asText());
    }

    @ParameterizedTest
    @MethodSource("requestForms")
    void unknownParametersAreIgnored(String form) throws Exception {
        var more = ARM + "&client_id=11111111-2222-3333-4444-555555555555&mi_res_id=x";
        var body = form.equals("POST")
                ? send(post("resource=" + more)).body()
                : send(get(form.substring(4) + "resource=" + more)).body();

        assertEquals(token(ARM), MAPPER.readTree(body).path("access_token").asText());
    }

    @Test
    void theResponseHasTheRecordedFieldsAndAllAreStrings() throws Exception {
        var response = ask("POST", ARM);

        for (var recorded : Shared.jsonLines("data/token-endpoint-responses.jsonl")) {
            assertEquals(names(recorded.path("body")), names(response));
        }
        response.forEach(value -> assertTrue(value.isTextual(), response.toString()));
        assertEquals("", response.path("refresh_token").asText());
        assertEquals("Bearer", response.path("token_type").asText());
    }

    @Test
    void expiresInIsTheLifetimeAndNotWhatIsLeft() throws Exception {
        var response = ask("POST", ARM);

        assertEquals(
                response.path("expires_on").asLong()
                        - response.path("not_before").asLong(),
                response.path("expires_in").asLong());
    }

    @Test
    void theTokenHasClaimsThatWereSeenInCloudShell() throws Exception {
        var recorded = Shared.json("data/token-claims.json");
        var newest = new ArrayList<JsonNode>();
        recorded.forEach(entry -> newest.add(entry.path("claims")));
        var claims = MAPPER.readTree(Base64.getUrlDecoder().decode(token(ARM).split("\\.")[1]));

        var seen = new TreeSet<String>(Set.of("upn", "simulated"));
        newest.forEach(entry -> seen.addAll(names(entry)));
        assertTrue(seen.containsAll(names(claims)), names(claims).toString());
        assertEquals(
                "b677c290-cf4b-4a8e-a60e-91ba650a4abe", claims.path("appid").asText());
        assertEquals("user", claims.path("idtyp").asText());
        assertEquals(ARM, claims.path("aud").asText());
    }

    static Stream<JsonNode> recordedRefusals() {
        return Shared.jsonLines("data/token-endpoint-errors.jsonl").stream()
                .filter(error -> error.path("body").asText().endsWith("is not a supported MSI token audience.\"}}"))
                .filter(error -> !error.path("body").asText().matches(".*(ai|appservice)\\.azure\\.com.*"));
    }

    @ParameterizedTest
    @MethodSource("recordedRefusals")
    void refusalsAreWordedAsTheRecordedOnes(JsonNode recorded) throws Exception {
        var body = recorded.path("body").asText();
        var audience = body.replaceFirst(".*\"Audience (\\S+) is not.*", "$1");

        var response = send(post("resource=" + URLEncoder.encode(audience, UTF_8)));

        assertEquals(400, response.statusCode());
        assertEquals(body, response.body());
    }

    @Test
    void everyAudienceOfTheNewestPublishedListIsSupported() throws Exception {
        var lists = Shared.jsonLines("data/allowlists.jsonl");
        var newest = lists.stream()
                .filter(list -> list.path("complete").asBoolean())
                .reduce((one, other) -> other)
                .orElseThrow();

        for (var audience : newest.path("list")) {
            assertEquals(
                    audience.asText(),
                    ask("POST", audience.asText()).path("resource").asText());
        }
    }

    @Test
    void aFinalSlashMakesNoDifferenceToTheList() throws Exception {
        assertEquals(200, send(post("resource=https://vault.azure.net/")).statusCode());
        assertEquals(200, send(post("resource=https://management.azure.com")).statusCode());
    }

    @ParameterizedTest
    @ValueSource(strings = {"/metadata", "/metadata?api-version=2018-02-01", "/metadata/instance"})
    void anyOtherPathOfTheEndpointIsNotFound(String path) throws Exception {
        assertEquals(404, send(get(path)).statusCode());
    }

    @ParameterizedTest
    @CsvSource({
        "GET,    /oauth2/token?resource=x, false, 400",
        "GET,    /oauth2/token,            true,  400",
        "DELETE, /oauth2/token?resource=x, true,  405",
    })
    void whatNobodyHasPublishedIsMarkedAsSimulated(String method, String path, boolean metadata, int status)
            throws Exception {
        var request = HttpRequest.newBuilder(URI.create(simulator.address() + path))
                .method(method, HttpRequest.BodyPublishers.noBody());
        var response = send(metadata ? request.header("Metadata", "true") : request);

        assertEquals(status, response.statusCode());
        assertTrue(response.body().contains("Simulated: "), response.body());
    }

    @Test
    void theEndpointHandsOutOneTokenUntilThatExpires() throws Exception {
        try (var brief = Simulator.start(SimulatorOptions.DEFAULTS.withTokenLife(1))) {
            var request = post(brief.address() + "/oauth2/token", "resource=" + ARM);
            var first = MAPPER.readTree(send(request).body());
            assertNotEquals("", first.path("access_token").asText());

            while (System.currentTimeMillis() < first.path("expires_on").asLong() * 1000) {
                var again = MAPPER.readTree(send(request).body());
                assertTrue(again.equals(first)
                        || again.path("expires_on").asLong()
                                > first.path("expires_on").asLong());
            }
            assertNotEquals(first, MAPPER.readTree(send(request).body()));
        }
    }

    @Test
    void itListensOnLoopbackOnly() throws Exception {
        for (var other : addressesOfThisMachine()) {
            try (var socket = new Socket()) {
                var address = new InetSocketAddress(
                        other, URI.create(simulator.address()).getPort());
                assertThrows(IOException.class, () -> socket.connect(address, 2_000), other.toString());
            }
        }
    }

    @Test
    void itsEnvironmentIsCloudShells() {
        var recorded = Shared.text("data/environment.csv");
        var environment = simulator.environment();

        assertEquals("PROD", environment.get("ACC_CLOUD"));
        assertEquals(simulator.address() + "/oauth2/token", environment.get("MSI_ENDPOINT"));
        environment.keySet().stream()
                .filter(name -> !name.startsWith("AZURE_"))
                .forEach(name -> assertTrue(recorded.contains("\n" + name + ","), name));
    }

    @Test
    void machinesHaveTheShapeOfRecordedOnes() throws Exception {
        var recorded = Shared.json("samples/arm/vm-list-2-2020-12-01.body.json")
                .path("value")
                .path(0);

        var vm = arm(vms("")).path("value").path(0);

        assertTrue(names(recorded).containsAll(names(vm)), names(vm).toString());
        assertTrue(names(recorded.path("properties")).containsAll(names(vm.path("properties"))));
        for (var name : List.of("hardwareProfile", "osProfile", "networkProfile")) {
            assertTrue(names(recorded.path("properties").path(name))
                    .containsAll(names(vm.path("properties").path(name))));
        }
        assertTrue(vm.path("id").asText().matches("/subscriptions/.*/resourceGroups/[A-Z-]+/providers/.*"));
    }

    @Test
    void powerStatesHaveTheShapeOfRecordedOnes() throws Exception {
        var recorded = Shared.json("samples/arm/vm-instanceview-running-2017-12-01.body.json");
        var statuses = arm(vms("&statusOnly=true"))
                .path("value")
                .path(0)
                .path("properties")
                .path("instanceView")
                .path("statuses");

        assertEquals("PowerState/running", statuses.path(1).path("code").asText());
        recorded.path("statuses").forEach(status -> assertTrue(names(status).containsAll(Set.of("code", "level"))));
        assertEquals("VM running", statuses.path(1).path("displayStatus").asText());
    }

    @Test
    void subscriptionsHaveTheShapeOfRecordedOnes() throws Exception {
        var recorded = Shared.json("samples/arm/subscriptions-1-2020-01-01.body.json")
                .path("value")
                .path(0);

        var subscription =
                arm("/subscriptions?api-version=2022-12-01").path("value").path(0);

        assertTrue(names(recorded).containsAll(names(subscription)), names(subscription) + " in " + names(recorded));
    }

    @Test
    void pagesAreLinkedAsRecordedOnesAreAndEndWithoutALink() throws Exception {
        var first = arm(vms(""));
        var second = page(first);
        var third = page(second);

        assertTrue(first.path("nextLink").asText().matches(simulator.address() + "/.*&%24skiptoken=7"));
        assertEquals(List.of(7, 7, 2), List.of(size(first), size(second), size(third)));
        assertTrue(third.path("nextLink").isMissingNode());
    }

    @Test
    void aSkipTokenIsReadHoweverItIsWritten() throws Exception {
        var page = arm(vms("&$skiptoken=7"));

        assertEquals(arm(vms("&%24skiptoken=7")).path("value"), page.path("value"));
        assertTrue(
                page.path("nextLink").asText().endsWith("skiptoken=14"),
                page.path("nextLink").asText());
        assertEquals(2, size(page(page)));
    }

    @ParameterizedTest
    @CsvSource({
        "/subscriptions?api-version=1,                                          bad,  401, InvalidAuthenticationToken",
        "/subscriptions?api-version=1,                                          '',   401, AuthenticationFailed",
        "/subscriptions?api-version=1,                                          vault, 401, InvalidAuthenticationTokenAudience",
        "/subscriptions,                                                        good, 400, MissingApiVersionParameter",
        "/subscriptions/x/resourceGroups?api-version=1,                         good, 400, InvalidSubscriptionId",
        "/subscriptions/00000000-0000-0000-0000-00000000000f?api-version=1,     good, 404, SubscriptionNotFound",
        "/nothing?api-version=1,                                                good, 404, MissingSubscription",
    })
    void refusalsOfResourceManagerHaveItsCodes(String path, String credential, int status, String code)
            throws Exception {
        var request = HttpRequest.newBuilder(URI.create(simulator.address() + path));
        if (!credential.isEmpty()) {
            var token =
                    switch (credential) {
                        case "good" -> token(ARM);
                        case "vault" -> token("https://vault.azure.net");
                        default -> credential;
                    };
            request.header("Authorization", "Bearer " + token);
        }

        var response = send(request);

        assertEquals(status, response.statusCode());
        assertEquals(
                code,
                MAPPER.readTree(response.body()).path("error").path("code").asText());
        assertTrue(response.headers().firstValue("x-ms-request-id").isPresent());
    }

    @Test
    void theRequestLogHasNoHeadersAndNoBodies() throws Exception {
        var token = token(ARM);
        arm(vms(""));

        assertTrue(simulator.log().lines().stream().noneMatch(line -> line.contains(token) || line.contains("Bearer")));
        assertTrue(simulator.log().lines().contains("POST /oauth2/token"));
    }

    private static String vms(String more) {
        return "/subscriptions/" + simulator.environment().get("AZURE_SUBSCRIPTION_ID")
                + "/providers/Microsoft.Compute/virtualMachines?api-version=2021-07-01" + more;
    }

    private static JsonNode page(JsonNode before) throws Exception {
        return arm(
                before.path("nextLink").asText().substring(simulator.address().length()));
    }

    private static int size(JsonNode page) {
        return page.path("value").size();
    }

    private static JsonNode arm(String path) throws Exception {
        var request = HttpRequest.newBuilder(URI.create(simulator.address() + path))
                .header("Authorization", "Bearer " + token(ARM));
        return MAPPER.readTree(send(request).body());
    }

    private static String token(String resource) throws Exception {
        return ask("POST", resource).path("access_token").asText();
    }

    private static JsonNode ask(String form, String resource) throws Exception {
        var parameter = "resource=" + URLEncoder.encode(resource, UTF_8);
        return MAPPER.readTree(send(form.equals("POST") ? post(parameter) : get(form.substring(4) + parameter))
                .body());
    }

    private static HttpRequest.Builder post(String form) {
        return post(simulator.address() + "/oauth2/token", form);
    }

    private static HttpRequest.Builder post(String address, String form) {
        return HttpRequest.newBuilder(URI.create(address))
                .header("Metadata", "true")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form));
    }

    private static HttpRequest.Builder get(String path) {
        return HttpRequest.newBuilder(URI.create(simulator.address() + path)).header("Metadata", "true");
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return CLIENT.send(request.build(), BodyHandlers.ofString());
    }

    private static Set<String> names(JsonNode node) {
        var names = new TreeSet<String>();
        node.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private static List<InetAddress> addressesOfThisMachine() throws IOException {
        return NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses)
                .filter(address -> !address.isLoopbackAddress() && !address.isLinkLocalAddress())
                .toList();
    }
}
