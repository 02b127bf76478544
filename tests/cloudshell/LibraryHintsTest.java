package cloudshell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cloudshell.simulator.Simulator;
import cloudshell.simulator.SimulatorOptions;
import cloudshell.token.CloudShellException;
import cloudshell.token.Settings;
import cloudshell.token.UsageException;
import harness.Project;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What a program gets that calls the library wrongly: a hint in the library's terms, which commands turn into theirs. */
class LibraryHintsTest {
    private static final Simulator SIMULATOR = Simulator.start(SimulatorOptions.DEFAULTS);
    private static final CloudShell AZURE = CloudShell.connect(Settings.of(SIMULATOR.environment()));

    @AfterAll
    static void stop() {
        SIMULATOR.close();
    }

    static Stream<Arguments> nulls() {
        return Stream.of(
                call("token", azure -> azure.token((String) null)),
                call("get", azure -> azure.arm().get(null)),
                call("post", azure -> azure.arm().post(null, null)),
                call("list", azure -> azure.arm().list(null)),
                call("await", azure -> azure.arm().await(null)),
                call("api", azure -> azure.api(null)),
                call("api of an audience", azure -> azure.api(null, "graph")),
                call("audience of api", azure -> azure.api("https://example.com", null)),
                call("query", azure -> azure.resourceGraph().query(null)),
                call("subscription", azure -> azure.subscriptions().id(null)));
    }

    private static Arguments call(String name, Consumer<CloudShell> call) {
        return Arguments.of(name, call);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("nulls")
    void nullIsWrongUsage(String name, Consumer<CloudShell> call) {
        var e = assertThrows(UsageException.class, () -> call.accept(AZURE));

        assertTrue(e.getMessage().endsWith("null"), e.getMessage());
    }

    static Stream<Arguments> mistakes() {
        return Stream.of(
                Arguments.of(
                        call(azure -> azure.arm().list("secrets?api-version=7.4")),
                        "could not call secrets?api-version=7.4: it is neither a path that begins with / nor a"
                                + " URL",
                        "a path that begins with /, or a URL that begins with https://"),
                Arguments.of(
                        call(azure -> azure.arm().get("subscriptions?api-version=2022-12-01")),
                        "could not call subscriptions?api-version=2022-12-01: it is neither a path that begins with / nor a"
                                + " URL",
                        "/subscriptions?api-version=2022-12-01"),
                Arguments.of(
                        call(azure -> azure.api("secrets?api-version=7.4")),
                        "could not call secrets?api-version=7.4: it is neither a path that begins with / nor a"
                                + " URL",
                        "a path that begins with /, or a URL that begins with https://"),
                Arguments.of(
                        call(azure -> azure.arm().get("/v1.0/me")),
                        "could not GET /v1.0/me: it is a path of Microsoft Graph, and this is Resource Manager",
                        "api(\"https://graph.microsoft.com/\").get(\"/v1.0/me\")"),
                Arguments.of(
                        call(azure -> azure.arm().list("/beta/users?$top=1")),
                        "could not GET /beta/users?$top=1: it is a path of Microsoft Graph, and this is Resource Manager",
                        "api(\"https://graph.microsoft.com/\").get(\"/beta/users?$top=1\")"),
                Arguments.of(
                        call(azure -> azure.resourceGraph().query("SELECT * FROM resources")),
                        "could not query Resource Graph: this is SQL, and Resource Graph takes KQL",
                        "'Resources | where type =~ \"microsoft.compute/disks\" | project name, id'"));
    }

    private static Consumer<CloudShell> call(Consumer<CloudShell> call) {
        return call;
    }

    @ParameterizedTest(name = "{1}")
    @MethodSource("mistakes")
    void aMistakeIsNamedBeforeAnythingIsSent(Consumer<CloudShell> call, String message, String hint) {
        int before = SIMULATOR.log().lines().size();

        var e = assertThrows(UsageException.class, () -> call.accept(AZURE));

        assertEquals(message, e.getMessage());
        assertEquals(hint, e.hint());
        assertEquals(before, SIMULATOR.log().lines().size());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "az login and CredentialOptions.DEFAULT.withSource(\"az\"); or x | az login and --source az; or x",
                "CredentialOptions.DEFAULT.withSource(\"az\").withTenant(\"T\") | --source az --tenant T",
                "unset one of them, or CredentialOptions.DEFAULT.withCloud(\"PROD\") | unset one of them, or --cloud PROD",
                "unset it, or add Settings.withRemoteEndpoint(true) if so | unset it, or add --allow-remote-endpoint if so",
                "Settings.withMaxWait(Duration.ofSeconds(90)) | --max-wait 90",
                "or a longer Settings.withTimeout | or a longer --timeout",
                "name the audience: api(URL, AUDIENCE) | name the audience: --resource AUDIENCE",
                "AZURE_SUBSCRIPTION_ID with one of 'A', 'B' | -s with one of 'A', 'B'",
                "az login --tenant T | az login --tenant T",
            })
    void commandsNameTheirOptionsInstead(String hint, String shown) {
        assertEquals(shown, new UsageException("do it", "why", hint).commandHint());
    }

    /** What a hint calls is in the library: the names of methods are those of the code. */
    @Test
    void theCallsOfHintsExist() {
        var options = cloudshell.token.CredentialOptions.DEFAULT
                .withSource("az")
                .withTenant("t")
                .withCloud("c");
        var settings = Settings.of(Map.of())
                .withSignIn(options.withSubscription("s"))
                .withRemoteEndpoint(true)
                .withMaxWait(java.time.Duration.ofSeconds(1))
                .withTimeout(java.time.Duration.ofSeconds(1));

        assertEquals("t", settings.signIn().tenant());
        assertFalse(cloudshell.token.Audience.names().isEmpty());
    }

    /** An option of the toolkit's commands in a text of the library, unless a command stands before it. */
    @Test
    void noTextOfTheLibraryNamesAnOption() throws IOException {
        var option = Pattern.compile("(?<!az login|@catalog|[a-z] [a-z]{4,12}) (?:-s|--(?:source|cloud|tenant|timeout"
                + "|max-wait|allow-remote-endpoint|resource|subscription|port))\\b");
        var literal = Pattern.compile("\"(?:[^\"\\\\]|\\\\.)*\"");
        for (var directory : List.of("token", "arm", "credentials", "http", "errors", "vm", "audience", "query")) {
            try (var files = Files.list(Project.root().resolve("lib/cloudshell/" + directory))) {
                for (var file :
                        files.filter(each -> each.toString().endsWith(".java")).toList()) {
                    literal.matcher(Files.readString(file))
                            .results()
                            .map(found -> " " + found.group().substring(1))
                            .filter(text -> !text.startsWith(" --") || text.contains(" "))
                            .filter(
                                    text -> !text.matches(
                                            " --[a-z-]+( \\$1)?\"| -s with one of\"| -s(?: SUBSCRIPTION)?\"| --resource \\$1\""))
                            .forEach(text -> assertFalse(option.matcher(text).find(), file + ": " + text));
                }
            }
        }
    }

    @Test
    void anExceptionOfAProgramShowsItsOwnTerms() {
        CloudShellException e = assertThrows(UsageException.class, () -> CloudShell.connect(
                        Settings.of(Map.of("MSI_ENDPOINT", "http://10.0.0.1/token")))
                .token());

        assertTrue(e.toString().contains("Settings.withRemoteEndpoint(true)"), e.toString());
        assertTrue(e.commandHint().contains("--allow-remote-endpoint"), e.commandHint());
    }
}
