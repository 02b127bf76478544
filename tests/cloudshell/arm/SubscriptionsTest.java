package cloudshell.arm;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cloudshell.token.UsageException;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import harness.Connections;
import harness.Shared;
import harness.WireMocks;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SubscriptionsTest {
    private static final String A = "aaaaaaaa-0000-0000-0000-000000000001";
    private static final String B = "bbbbbbbb-0000-0000-0000-000000000002";

    @RegisterExtension
    static final WireMockExtension SERVER = WireMocks.server();

    @TempDir
    Path azure;

    @Test
    void theVariableComesFirst() throws IOException {
        profile("\uFEFF", B, "AzureCloud", UTF_8);

        assertEquals(A, subscriptions(Map.of("AZURE_SUBSCRIPTION_ID", A)).defaultId());
        assertEquals(0, SERVER.getAllServeEvents().size());
    }

    @Test
    void theVariableMayHoldAName() {
        tenant("Prod|" + A + "|Enabled", "Test|" + B + "|Enabled");

        assertEquals(B, subscriptions(Map.of("AZURE_SUBSCRIPTION_ID", " test ")).defaultId());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\uFEFF"})
    void thenTheDefaultInAzsProfileWithOrWithoutItsByteOrderMark(String mark) throws IOException {
        profile(mark, B, "AzureCloud", UTF_8);

        assertEquals(B, subscriptions(Map.of()).defaultId());
        assertEquals(0, SERVER.getAllServeEvents().size());
    }

    @Test
    void theProfileIsFoundInTheHomeDirectory(@TempDir Path home) throws IOException {
        azure = Files.createDirectory(home.resolve(".azure"));
        profile("", B, "AzureCloud", UTF_8);

        assertEquals(
                B,
                subscriptions(Map.of("HOME", home.toString(), "AZURE_CONFIG_DIR", " "))
                        .defaultId());
    }

    @Test
    void theDefaultOfAnotherCloudDoesNotCount() throws IOException {
        profile("", B, "AzureChinaCloud", UTF_8);
        tenant("Prod|" + A + "|Enabled");

        assertEquals(A, subscriptions(Map.of()).defaultId());
        assertEquals(B, subscriptions(Map.of("ACC_CLOUD", "Mooncake")).defaultId());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"subscriptions\":[",
                "``",
                "[]",
                "{\"subscriptions\":[{\"id\":\"no guid\",\"isDefault\":true}]}",
                "{\"subscriptions\":[{\"id\":\"" + B + "\",\"isDefault\":false}]}",
            })
    void aProfileThatNamesNoneIsPassedOver(String profile) throws IOException {
        Files.writeString(azure.resolve("azureProfile.json"), profile);
        tenant("Prod|" + A + "|Enabled");

        assertEquals(A, subscriptions(Map.of()).defaultId());
    }

    @Test
    void aProfileInAnotherEncodingIsPassedOver() throws IOException {
        profile("", "\u00e9", "AzureCloud", Charset.forName("ISO-8859-1"));
        tenant("Prod|" + A + "|Enabled");

        assertEquals(A, subscriptions(Map.of()).defaultId());
    }

    @Test
    void thenTheOnlyEnabledOne() {
        tenant("Old|" + B + "|Disabled", "Prod|" + A + "|Enabled", "Gone|" + B + "|Deleted");

        assertEquals(A, subscriptions(Map.of()).defaultId());
    }

    @Test
    void severalEnabledAndNoneChosenIsAnErrorWithTheNames() {
        tenant("Prod|" + A + "|Enabled", "Test|" + B + "|Warned", "Old|" + B + "|Disabled");

        var failure =
                assertThrows(UsageException.class, () -> subscriptions(Map.of()).defaultId());

        assertEquals("could not choose the subscription: 2 are enabled and no default is set", failure.getMessage());
        assertEquals("AZURE_SUBSCRIPTION_ID with one of 'Prod', 'Test'", failure.hint());
        assertEquals("-s with one of 'Prod', 'Test'", failure.commandHint());
    }

    @Test
    void noneAtAllIsAnError() {
        tenant();

        var failure =
                assertThrows(UsageException.class, () -> subscriptions(Map.of()).defaultId());

        assertTrue(failure.getMessage().contains("sees no enabled subscription"), failure.getMessage());
    }

    @Test
    void aNameIsFoundInAnyCaseAndAnIdIsTakenAtItsWord() {
        tenant("Prod|" + A + "|Enabled", "Test|" + B + "|Enabled");
        var subscriptions = subscriptions(Map.of());

        assertEquals(A, subscriptions.id("PROD"));
        assertEquals(B, subscriptions.id("test"));
        assertEquals(B, subscriptions.id(B));
        assertEquals(1, SERVER.getAllServeEvents().size());
    }

    @Test
    void anUnknownNameIsAnErrorWithTheNames() {
        tenant("Prod|" + A + "|Enabled", "Test|" + B + "|Enabled");

        var failure =
                assertThrows(UsageException.class, () -> subscriptions(Map.of()).id("Dev"));

        assertTrue(failure.getMessage().endsWith("there is no subscription 'Dev'"), failure.getMessage());
        assertEquals("one of 'Prod', 'Test'", failure.hint());
    }

    @Test
    void ofManyNamesThoseThatBeginSoComeFirstAndTheRestIsNotForgotten() {
        var many = IntStream.range(0, 30).mapToObj(n -> "Team " + n + "|" + A.replace("1", "" + n % 10) + "|Enabled");
        tenant(Stream.concat(many, Stream.of("Production|" + B + "|Enabled")).toArray(String[]::new));

        var failure =
                assertThrows(UsageException.class, () -> subscriptions(Map.of()).id("productoin"));

        assertTrue(failure.hint().startsWith("one of 'Production', 'Team 0', 'Team 1', "), failure.hint());
        assertTrue(failure.hint().endsWith(", 'Team 18', \u2026"), failure.hint());
    }

    @Test
    void aNameThatTwoHaveIsAnErrorWithTheIds() {
        tenant("Same|" + A + "|Enabled", "Same|" + B + "|Enabled");

        var failure =
                assertThrows(UsageException.class, () -> subscriptions(Map.of()).id("Same"));

        assertTrue(failure.getMessage().endsWith("2 have the name 'Same'"), failure.getMessage());
        assertEquals("an id: " + A + ", " + B, failure.hint());
    }

    @Test
    void anAccountOfAzWithoutSubscriptionIsNoDefault() throws IOException {
        Files.writeString(
                azure.resolve("azureProfile.json"),
                "{\"subscriptions\":[{\"id\":\"%1$s\",\"tenantId\":\"%1$s\",\"isDefault\":true}]}".formatted(B));
        tenant("Prod|" + A + "|Enabled");

        assertEquals(A, subscriptions(Map.of()).defaultId());
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"subscriptions\":[", "[]", "{\"installationId\":\"x\"}", "\u0000"})
    void anUnreadableProfileIsNamedIfASubscriptionHasToBeChosen(String content) throws IOException {
        Files.writeString(azure.resolve("azureProfile.json"), content);
        tenant("Prod|" + A + "|Enabled", "Test|" + B + "|Enabled");

        var failure =
                assertThrows(UsageException.class, () -> subscriptions(Map.of()).defaultId());

        assertTrue(failure.getMessage().contains("azureProfile.json"), failure.getMessage());
    }

    @Test
    void anErrorAboutTheDefaultOfAzsProfileSaysWhereItComesFrom() throws IOException {
        profile("", B, "AzureCloud", java.nio.charset.StandardCharsets.UTF_8);
        SERVER.stubFor(get(urlEqualTo("/subscriptions/" + B + "?api-version=1"))
                .willReturn(aResponse()
                        .withStatus(404)
                        .withBody("{\"error\":{\"code\":\"SubscriptionNotFound\",\"message\":\"no\"}}")));
        var subscriptions = subscriptions(Map.of());
        var path = subscriptions.filledIn("/subscriptions/{subscriptionId}?api-version=1");

        var failure = assertThrows(ArmException.class, () -> subscriptions.arm().get(path));

        assertTrue(failure.getMessage().contains("comes from az's profile"), failure.getMessage());
    }

    @ParameterizedTest
    @ValueSource(strings = {"subscriptions-1-2016-06-01", "subscriptions-1-2020-01-01"})
    void recordedSubscriptionsAreRead(String name) {
        SERVER.stubFor(get(urlEqualTo("/subscriptions?api-version=2022-12-01"))
                .willReturn(okJson(Shared.text("samples/arm/" + name + ".body.json"))));

        var all = subscriptions(Map.of()).all();

        assertEquals(1, all.size());
        assertTrue(all.get(0).isEnabled());
        assertTrue(!all.get(0).name().isEmpty() && !all.get(0).id().isEmpty(), all.toString());
    }

    private Subscriptions subscriptions(Map<String, String> environment) {
        var all = new HashMap<>(Map.of("AZURE_CONFIG_DIR", azure.toString()));
        all.putAll(environment);
        return new Subscriptions(
                Connections.toArm(WireMocks.address(SERVER)), Connections.settings(all, Duration.ofSeconds(20)));
    }

    private void profile(String mark, String id, String cloud, Charset encoding) throws IOException {
        var text = mark + "{\"subscriptions\":[{\"id\":\"" + A + "\",\"isDefault\":false},{\"id\":\"" + id
                + "\",\"isDefault\":true,\"environmentName\":\"" + cloud + "\"}]}";
        Files.writeString(azure.resolve("azureProfile.json"), text, encoding);
    }

    /** Each is NAME|ID|STATE. */
    private static void tenant(String... subscriptions) {
        var elements = Stream.of(subscriptions)
                .map(text -> text.split("\\|"))
                .map(parts -> "{\"displayName\":\"%s\",\"subscriptionId\":\"%s\",\"state\":\"%s\"}"
                        .formatted((Object[]) parts))
                .collect(Collectors.joining(","));
        SERVER.stubFor(get(urlEqualTo("/subscriptions?api-version=2022-12-01"))
                .willReturn(okJson("{\"value\":[" + elements + "]}")));
    }
}
