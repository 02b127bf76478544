package cloudshell.credentials;

import static harness.FakePrograms.AZ_SIGNED_OUT;
import static harness.FakePrograms.AZ_TOKEN;
import static harness.FakePrograms.SUBSCRIPTION;
import static harness.FakePrograms.TENANT;
import static harness.FakePrograms.TOKEN;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cloudshell.token.AccessToken;
import cloudshell.token.Audience;
import cloudshell.token.CredentialOptions;
import cloudshell.token.Failure;
import cloudshell.token.Settings;
import cloudshell.token.TokenException;
import harness.FakePrograms;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AzureCliTest {
    private static final Audience ARM = new Audience("https://management.azure.com/");
    private static final String EXPLAINED = "az login --scope https://management.azure.com//.default";
    private static final String REFUSED_BY_ENTRA = """
            ERROR: AADSTS50076: Due to a configuration change made by your administrator, you must use multi-factor \
            authentication to access '797f4846-ba00-4fd7-ba43-dac1f8f63013'.\r
            Trace ID: 5b1a8d02-0000-4000-8000-00000000a001\r
            Timestamp: 2026-11-22 11:23:45Z
            Interactive authentication is needed. Please run:
            """ + EXPLAINED;
    private static final String NO_NETWORK = """
            ERROR: The command failed with an unexpected error. Here is the traceback:
            ERROR: HTTPSConnectionPool(host='login.microsoftonline.com', port=443): Max retries exceeded
            Traceback (most recent call last):
              File "/usr/lib/python3/dist-packages/urllib3/connection.py", line 174, in _new_conn
            socket.gaierror: [Errno -2] Name or service not known

            To open an issue, please run: 'az feedback'""";

    @TempDir
    Path directory;

    private FakePrograms programs;

    @BeforeEach
    void noPrograms() {
        programs = new FakePrograms(directory);
    }

    @Test
    void azRunsOnceForTheResourceAndItsOutputIsTheToken() {
        programs.responds("az", AZ_TOKEN);

        var token = fetch();

        assertEquals(TOKEN, token.reveal());
        assertEquals(Instant.ofEpochSecond(4102441200L), token.expiresAt());
        assertEquals(TENANT, token.metadata("tenant"));
        assertEquals(SUBSCRIPTION, token.metadata("subscription"));
        assertEquals(
                List.of("account", "get-access-token", "--resource", ARM.resource(), "--output", "json"),
                programs.arguments("az"));
    }

    @Test
    void theExpiryInLocalTimeCountsWhereThereIsNoOther() {
        programs.responds("az", AZ_TOKEN.replaceFirst(".*\"expires_on\".*\n", ""));

        var here = LocalDateTime.of(2099, 12, 31, 23, 0).atZone(ZoneId.systemDefault());
        assertEquals(here.toInstant(), fetch().expiresAt());
    }

    @ParameterizedTest
    @ValueSource(strings = {"WARNING: Unable to check if your CLI is up-to-date.\n", "\n", "{not json}: ignored\n"})
    void whatComesBeforeTheObjectIsPassedOver(String before) {
        programs.responds("az", before.startsWith("{") ? "notice " + before + AZ_TOKEN : before + AZ_TOKEN);

        assertEquals(TOKEN, fetch().reveal());
    }

    @ParameterizedTest
    @CsvSource({
        "contoso.example, '', '', --tenant contoso.example",
        "'', Production, '', --subscription Production",
        "'', '', from-environment, --subscription from-environment",
        "'', Production, from-environment, --subscription Production",
        "contoso.example, Production, from-environment, --tenant contoso.example",
    })
    void theTenantOrElseTheSubscriptionIsPassedOn(String tenant, String option, String variable, String passed) {
        programs.responds("az", AZ_TOKEN);

        AzureCli.of(settings(Map.of("AZURE_SUBSCRIPTION_ID", variable))
                        .withSignIn(new CredentialOptions(CredentialOptions.AZ, "", tenant, option)))
                .fetch(ARM);

        assertTrue(String.join(" ", programs.arguments("az")).endsWith("--output json " + passed));
    }

    @ParameterizedTest
    @CsvSource({
        "ACC_CLOUD, Fairfax, AzureUSGovernment",
        "AZURE_CLOUD, AzureChinaCloud, AzureChinaCloud",
        "OTHER, x, unset",
    })
    void azGetsTheCloudIfOneIsNamed(String variable, String name, String reported) {
        programs.add("az", "echo \"ERROR: cloud ${AZURE_CLOUD_NAME-unset}\" >&2; exit 1");

        var failure = assertThrows(TokenException.class, () -> AzureCli.of(settings(Map.of(variable, name)))
                .fetch(ARM));

        assertEquals("az: cloud " + reported, failure.reason());
    }

    /** It would forget its active cloud (azure-cli 2.45: "Resetting active cloud"). */
    @Test
    void azNeverGetsACloudThatItMayNotKnow() {
        programs.add("az", "echo \"ERROR: cloud ${AZURE_CLOUD_NAME-unset}\" >&2; exit 1");
        var settings = settings(
                Map.of("ACC_CLOUD", "USNat", "AZURE_RESOURCE_MANAGER_ENDPOINT", "https://management.example.gov"));

        var failure =
                assertThrows(TokenException.class, () -> AzureCli.of(settings).fetch(ARM));

        assertEquals("az: cloud unset", failure.reason());
    }

    @Test
    void azRunsInItsOwnDirectorySinceItTakesModulesFromTheCallers() {
        programs.add("az", "echo \"ERROR: in $PWD\" >&2; exit 1");

        assertEquals("az: in " + directory, failure().reason());
    }

    @Test
    void missingAzIsNoTokenAndNamesTheLogin() {
        var failure = failure();

        assertEquals(Failure.NO_TOKEN, failure.failure());
        assertEquals("az is not installed, or not on the PATH", failure.reason());
        assertTrue(failure.hint().endsWith("then az login"), failure.hint());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                AZ_SIGNED_OUT,
                "ERROR: Can't find token from MSAL cache.\nTo re-authenticate, please run:\naz login",
                "ERROR: User 'ada@contoso.example' does not exist in MSAL token cache. Run `az login`.",
                "ERROR: No subscription found. Run 'az account set' to select a subscription.",
                "WARNING: Unable to check if your CLI is up-to-date.\n" + AZ_SIGNED_OUT,
            })
    void signedOutAzIsNoTokenWithItsOwnWordsAndTheLogin(String stderr) {
        programs.fails("az", 1, stderr);

        var failure = failure();

        assertEquals(Failure.NO_TOKEN, failure.failure(), failure.reason());
        assertTrue(failure.reason().startsWith("az is not signed in: "), failure.reason());
        assertFalse(failure.reason().contains("WARNING") || failure.reason().contains("ERROR"), failure.reason());
        assertEquals("az login", failure.hint());
    }

    @Test
    void anErrorResponseOfEntraKeepsItsCodeAndAzsAdvice() {
        programs.fails("az", 1, REFUSED_BY_ENTRA);

        var failure = failure();

        assertEquals(Failure.DENIED, failure.failure());
        assertEquals("AADSTS50076", failure.code());
        assertTrue(failure.reason().startsWith("Entra rejects az: AADSTS50076: Due to"), failure.reason());
        assertTrue(failure.reason().endsWith("Timestamp: 2026-11-22 11:23:45Z"), failure.reason());
        assertEquals(EXPLAINED, failure.hint());
    }

    @ParameterizedTest
    @CsvSource({
        "AADSTS53000, requires a managed device",
        "AADSTS530033, requires a managed device",
        "AADSTS500011, check the audience",
        "AADSTS50020, az login --tenant TENANT",
    })
    void aKnownTrapOfEntraHasItsOwnAdvice(String code, String advice) {
        programs.fails("az", 1, REFUSED_BY_ENTRA.replace("AADSTS50076", code));

        assertTrue(failure().hint().contains(advice), failure().hint());
    }

    @Test
    void anyOtherFailureIsOneLineOfAzsOwnWords() {
        programs.fails("az", 1, NO_NETWORK);

        var failure = failure();

        assertEquals(Failure.FAILED, failure.failure());
        assertEquals(
                "az: HTTPSConnectionPool(host='login.microsoftonline.com', port=443): Max retries exceeded",
                failure.reason());
        assertEquals("az account show", failure.hint());
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "Subscription 'Nope' not found. Check the spelling and casing and try again., az account list",
                "Tenant shouldn't be specified for Cloud Shell account, omit the tenant",
                "Failed to connect to MSI. Please make sure MSI is configured correctly., --source cloud-shell",
            })
    void afterAFailureThatIsKnownTheNextStepIsNamed(String text, String advice) {
        programs.fails("az", 1, "ERROR: " + text);

        var failure = failure();

        assertEquals(Failure.FAILED, failure.failure());
        assertEquals("az: " + text, failure.reason());
        assertTrue(failure.commandHint().startsWith(advice), failure.hint());
    }

    @Test
    void anAudienceOfAnotherDomainIsNamed() {
        programs.fails(
                "az", 1, "ERROR: AADSTS500011: The resource principal named https://vault.azure.com was not found");

        var failure = assertThrows(TokenException.class, () -> AzureCli.of(settings(Map.of()))
                .fetch(new Audience("https://vault.azure.com")));

        assertEquals(
                "the audience https://vault.azure.net; or check the audience, the tenant and the cloud",
                failure.hint());
    }

    @Test
    void aCrashOfPythonIsReported() {
        programs.fails("az", 1, "Traceback (most recent call last):\n  File \"x\"\nModuleNotFoundError: No module");

        assertEquals("az: ModuleNotFoundError: No module", failure().reason());
    }

    @Test
    void theServicesOwnJsonAmongAzsWordsIsRead() {
        programs.fails(
                "az",
                1,
                "ERROR: Get Token request returned http error: 400 and server response: {\"error\":\"invalid_grant\","
                        + "\"error_description\":\"AADSTS700082: The refresh token has expired.\\r\\nTrace ID:"
                        + " d580793e-0000-4a1b-8bcf-a868e4628700\",\"error_codes\":[700082]}\nTraceback (most recent"
                        + " call last):\n  File x");

        var failure = failure();

        assertEquals(Failure.DENIED, failure.failure());
        assertEquals("AADSTS700082", failure.code());
        assertEquals("d580793e-0000-4a1b-8bcf-a868e4628700", failure.requestId());
        assertTrue(
                failure.reason().contains("server response: invalid_grant: AADSTS700082: The refresh token"),
                failure.reason());
        assertEquals("az login", failure.hint());
    }

    @Test
    void anErrorResponseOfAnotherServiceKeepsItsCode() {
        programs.fails(
                "az", 1, "ERROR: (AuthorizationFailed) The client has no authorization.\nCode: AuthorizationFailed");

        assertEquals("AuthorizationFailed", failure().code());
    }

    @Test
    void anExpiredPasswordIsNotReceivedBySigningInAgain() {
        programs.fails("az", 1, "ERROR: AADSTS50055: The password is expired. Trace ID: x");

        assertTrue(
                failure().hint().startsWith("the password has expired: change it"),
                failure().hint());
    }

    @Test
    void theCommandsThatNewerAzRecommendsAreTheHint() {
        programs.fails(
                "az",
                1,
                "ERROR: AADSTS50076: Multi-factor authentication is needed.\nRun the command below to authenticate"
                        + " interactively; additional arguments may be added as needed:\naz logout\naz login --tenant T");

        assertEquals("az logout && az login --tenant T", failure().hint());
    }

    @Test
    void anErrorWithExitCode0IsAnError() {
        programs.fails("az", 0, AZ_SIGNED_OUT);

        assertEquals(Failure.NO_TOKEN, failure().failure());
    }

    @ParameterizedTest
    @CsvSource({
        "'', 'az exited with 0 and printed nothing'",
        "Welcome to Azure, 'az exited with 0 and printed no JSON object'",
        "'{\"accessToken\": \"eyJhb', 'az exited with 0 and printed no JSON object'",
        "'{\"accessToken\": eyJhb}', 'az exited with 0 and printed JSON that is broken or cut off'",
        "'{}', 'az returned no usable token'",
        "'{\"accessToken\": \"a b\"}', 'az returned no usable token'",
        "'{\"accessToken\": \"eyJhb\"}', 'az does not say when its token expires'",
    })
    void aResponseWithoutATokenFailsAndIsNeverQuoted(String response, String reason) {
        programs.responds("az", response);

        assertEquals(Failure.FAILED, failure().failure());
        assertEquals(reason, failure().reason());
    }

    @Test
    void aTokenInAnErrorIsMasked() {
        programs.fails("az", 1, "ERROR: cannot use " + TOKEN);

        assertEquals("az: cannot use ***", failure().reason());
    }

    @Test
    void aTokenThatIsNoJsonWebTokenIsMaskedInAnErrorWhereItsResponseNamesIt() {
        programs.add("az", "echo '{\"accessToken\": \"opaque-7f3a\", '; echo 'ERROR: bad opaque-7f3a' >&2; exit 1");

        assertEquals("az: bad ***", failure().reason());
    }

    /** 3 MiB on each stream, the response first: a pipe that nobody empties would stop az until it is given up. */
    @Test
    void anAzThatWritesMuchGivesItsTokenAllTheSame() {
        var much = "head -c 3000000 /dev/zero | tr '\\0' ' '";
        programs.add("az", "cat <<'END'\n" + AZ_TOKEN + "\nEND\n" + much + "; " + much + " >&2");

        assertEquals(TOKEN, fetch().reveal());
    }

    @Test
    void anExpiredTokenIsNotHandedOut() {
        programs.responds("az", AZ_TOKEN.replace("4102441200", "1700000000"));

        assertTrue(failure().reason().startsWith("az returned a token that expired at 2023-11-14T22:13:20Z; it is "));
    }

    @Test
    void anAzThatHangsIsGivenUpNamingTheSeconds() {
        programs.add("az", "exec sleep 1000");

        var failure = assertThrows(
                TokenException.class, () -> AzureCli.of(settings(Map.of()).withTimeout(Duration.ofSeconds(1)))
                        .fetch(ARM));

        assertEquals(Failure.FAILED, failure.failure());
        assertEquals("az did not exit within 1 s and was stopped", failure.reason());
    }

    /** The pipe shows when both processes run, so the test does not depend on how fast they start. */
    @Test
    void anAzThatIsGivenUpIsKilledWithAllThatItStarted() throws Exception {
        var pipe = directory.resolve("pipe");
        new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor();
        programs.add("az", "sleep 1000 & echo $! $$ >'" + pipe + "'; wait");
        var caller = new Thread(() -> assertThrows(TokenException.class, this::fetch));
        caller.start();
        var started = List.of(Files.readString(pipe).strip().split(" ")).stream()
                .map(pid -> ProcessHandle.of(Long.parseLong(pid)).orElseThrow())
                .toList();

        caller.interrupt();

        caller.join();
        for (var process : started) {
            process.onExit().get(20, java.util.concurrent.TimeUnit.SECONDS);
            assertFalse(process.isAlive());
        }
    }

    @Test
    void theAccountThatAzUsesIsReadFromItsOwnWords() {
        programs.responds("az", "{\"id\": \"" + SUBSCRIPTION + "\", \"user\": {\"name\": \"ada@contoso.example\"}}");

        var account = AzureCli.of(settings(Map.of())).account();

        assertEquals("ada@contoso.example", account.get("user.name"));
        assertEquals(List.of("account", "show", "--output", "json"), programs.arguments("az"));
    }

    @Test
    void anAccountThatAzDoesNotTellIsNotSaidToBeAToken() {
        programs.fails("az", 1, AZ_SIGNED_OUT);

        var failure = assertThrows(AzureCli.AccountException.class, () -> AzureCli.of(settings(Map.of()))
                .account());

        assertEquals(
                "could not read the account of az: az is not signed in: Please run 'az login' to setup account.",
                failure.getMessage());
        assertEquals(Failure.NO_TOKEN, failure.failure());
    }

    private AccessToken fetch() {
        return AzureCli.of(settings(Map.of())).fetch(ARM);
    }

    private TokenException failure() {
        return assertThrows(TokenException.class, this::fetch);
    }

    private Settings settings(Map<String, String> environment) {
        return Settings.of(programs.environment(environment));
    }
}
