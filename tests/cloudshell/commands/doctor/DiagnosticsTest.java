package cloudshell.commands.doctor;

import static harness.FakePrograms.AZ_SIGNED_OUT;
import static harness.FakePrograms.SUBSCRIPTION;
import static harness.FakePrograms.TENANT;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cloudshell.simulator.Simulator;
import cloudshell.simulator.SimulatorOptions;
import cloudshell.token.CredentialOptions;
import cloudshell.token.Failure;
import cloudshell.token.Settings;
import harness.FakePrograms;
import harness.Project;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DiagnosticsTest {
    /** What {@code az account show} prints in Cloud Shell (azure-cli 2.45). */
    private static final String ACCOUNT = """
            {
              "environmentName": "AzureCloud",
              "homeTenantId": "%1$s",
              "id": "%2$s",
              "isDefault": true,
              "managedByTenants": [],
              "name": "Production",
              "state": "Enabled",
              "tenantId": "%1$s",
              "user": {
                "cloudShellID": true,
                "name": "user@simulator.example",
                "type": "user"
              }
            }""".formatted(TENANT, SUBSCRIPTION);

    private static Simulator cloudShell;

    @TempDir
    Path directory;

    private FakePrograms programs;

    @BeforeAll
    static void open() {
        cloudShell = Simulator.start(SimulatorOptions.DEFAULTS);
    }

    @AfterAll
    static void close() {
        cloudShell.close();
    }

    @BeforeEach
    void azIsSignedInAsTheSameUser() {
        programs = new FakePrograms(directory).responds("az", ACCOUNT);
    }

    @Test
    void aHealthyCloudShellHasNothingButGoodFindings() {
        var findings = examine(Map.of());

        assertEquals(Optional.empty(), Report.failure(findings));
        assertFalse(findings.stream().anyMatch(finding -> finding.mark() == Finding.Mark.WARN), findings::toString);
        assertEquals("az uses the same user and tenant", line("az", findings));
        assertEquals("subscriptions visible: 1, enabled: 1", line("subscriptions", findings));
        assertEquals(
                "the default subscription is 'Production', from AZURE_SUBSCRIPTION_ID",
                line("default-subscription", findings));
        assertTrue(line("clock", findings).contains("agrees"), line("clock", findings));
    }

    @Test
    void aSimulatorIsCalledOne() {
        var findings = examine(Map.of());

        assertTrue(
                line("place", findings).startsWith("this is a simulator of Azure Cloud Shell"),
                line("place", findings));
        assertTrue(line("token", findings).startsWith("the simulator's endpoint responds"), line("token", findings));
        assertFalse(findings.toString().contains("this is Azure Cloud Shell"), findings::toString);
    }

    @Test
    void aSimulatorsTokenForAzureItselfIsATrap() {
        var settings = settings(Map.of("AZURE_RESOURCE_MANAGER_ENDPOINT", "https://management.invalid"))
                .withRemoteEndpoint(true);

        var findings = Diagnostics.of(settings, finding -> {});

        assertTrue(line("place", findings).startsWith("this is Azure Cloud Shell"), line("place", findings));
        assertTrue(line("simulator", findings).startsWith("the token is a simulator's"), findings::toString);
    }

    @Test
    void theIdentityIsTheTokensOwnWordsAndSaidToBeUnverified() {
        var findings = examine(Map.of());

        assertEquals(
                "the token says (unverified): user user@simulator.example, tenant " + TENANT
                        + ", application Cloud Shell in the portal",
                line("identity", findings));
        assertEquals("signed in with more than one factor (amr: pwd, mfa; acr: 1)", line("sign-in", findings));
    }

    @Test
    void eachFindingIsReportedAndNoneHoldsTheToken() {
        var reported = new ArrayList<Finding>();

        var findings = Diagnostics.of(settings(Map.of()), reported::add);

        assertEquals(findings, reported);
        assertFalse(findings.toString().contains("eyJ"));
    }

    @ParameterizedTest
    @CsvSource({
        "JAVA_TOOL_OPTIONS, -Dhttps.proxyHost=proxy.example -Dhttps.proxyPort=8080, 'proxy.example:8080 (in JAVA_TOOL'",
        "JDK_JAVA_OPTIONS, -Xmx1g -Dhttp.proxyHost=proxy.example, http.proxyHost names a proxy",
        "_JAVA_OPTIONS, -DsocksProxyHost=proxy.example, socksProxyHost names a proxy",
        "JAVA_TOOL_OPTIONS, -Djava.net.useSystemProxies=true, useSystemProxies is true",
    })
    void javasOwnProxiesAreNoted(String variable, String value, String text) {
        var finding = find("proxy", examine(Map.of(variable, value)));

        assertTrue(finding.line().contains(text), finding.line());
    }

    @ParameterizedTest
    @CsvSource({
        "HTTP_PROXY, http://me:secret@proxy:8080, proxy, NO_PROXY leaves localhost out",
        "https_proxy, http://me:secret@proxy:8080, proxy, Java does not read it",
        "ALL_PROXY, http://me:secret@proxy:8080, proxy, NO_PROXY leaves localhost out",
        "MSI_SECRET, x, msi-secret, App Service instead of Cloud Shell",
        "AZURE_CLIENT_ID, x, client-id, Cloud Shell has none",
        "ACC_TID, another-tenant, tenant, the session's tenant is another-tenant",
        "AZURE_SUBSCRIPTION_ID, 20000000-0000-4000-8000-000000000000, default-subscription, is not among those",
    })
    void aTrapInTheEnvironmentIsReportedWithoutItsSecret(String variable, String value, String check, String text) {
        var finding = find(check, examine(Map.of(variable, value)));

        assertEquals(Finding.Mark.WARN, finding.mark());
        assertTrue(finding.line().contains(text), finding.line());
        assertFalse(finding.next().isEmpty());
        assertFalse(finding.toString().contains("secret@"));
    }

    @ParameterizedTest
    @CsvSource({
        "ALL_PROXY, socks5://me:secret@proxy:1080, ALL_PROXY names a SOCKS proxy, -DsocksProxyHost=HOST",
        "https_proxy, socks5h://proxy:1080, HTTPS_PROXY names a SOCKS proxy, -DsocksProxyHost=HOST",
        "HTTPS_PROXY, http://proxy:8080, HTTPS_PROXY is set, -Dhttps.proxyHost=HOST",
    })
    void aProxyThatJavaDoesNotReadIsNamedByItsKind(String variable, String value, String line, String next) {
        var finding = find("proxy", examine(Map.of(variable, value, "NO_PROXY", "localhost")));

        assertTrue(finding.line().startsWith(line + ", but Java does not read it"), finding.line());
        assertTrue(finding.next().contains(next), finding.next());
        assertFalse(finding.toString().contains("secret"));
    }

    @Test
    void aProxyThatLeavesLocalhostAloneIsInNobodysWay() {
        var findings = examine(Map.of("HTTP_PROXY", "http://proxy:8080", "no_proxy", "example.com,localhost"));

        assertEquals("no proxy is configured", line("proxy", findings));
    }

    @Test
    void googlesCloudShellIsNotTakenForAzures() {
        var settings = Settings.of(programs.environment(Map.of(
                "CLOUD_SHELL", "true", "AZURE_RESOURCE_MANAGER_ENDPOINT", cloudShell.address(), "HOME", "/none")));

        var findings = Diagnostics.of(
                settings.withSignIn(new CredentialOptions(CredentialOptions.AZ, "", "", "")), finding -> {});

        assertTrue(line("place", findings).contains("Google's"), line("place", findings));
    }

    @ParameterizedTest
    @CsvSource({
        "user@simulator.example, someone@else.example, az, 'az is signed in as someone@else.example in tenant'",
        "AzureCloud, AzureUSGovernment, az-cloud, 'az is in AzureUSGovernment, and this toolkit in AzureCloud'",
        "'\"cloudShellID\": true,', '', az, 'not a managed device (AADSTS53000, AADSTS530033)'",
    })
    void anAzThatDiffersIsReported(String before, String after, String check, String text) {
        programs.responds("az", ACCOUNT.replace(before, after));

        var findings = examine(Map.of());

        assertTrue(
                findings.stream()
                        .anyMatch(finding -> finding.check().equals(check)
                                && finding.mark() != Finding.Mark.OK
                                && finding.line().contains(text)),
                findings::toString);
    }

    @Test
    void inCloudShellAnAzWithoutASignInIsOnlyWorthANote() {
        programs.fails("az", 1, AZ_SIGNED_OUT);

        var finding = find("az", examine(Map.of()));

        assertEquals(Finding.Mark.NOTE, finding.mark());
        assertTrue(finding.line().contains("Conditional Access evaluates the container"), finding.line());
    }

    @Test
    void ifNothingListensThereIsNoTokenAndResourceManagerIsCheckedNevertheless() {
        var findings = examine(Map.of("MSI_ENDPOINT", "http://localhost:1/oauth2/token"));

        assertEquals(Optional.of(Failure.NO_TOKEN), Report.failure(findings));
        assertTrue(line("token", findings).contains("nothing listens at http://localhost:1/oauth2/token"));
        assertEquals(Finding.Mark.OK, find("resource-manager", findings).mark());
    }

    @ParameterizedTest
    @CsvSource({"token-403, token, DENIED", "arm-403, subscriptions, DENIED", "arm-404, subscriptions, FAILED"})
    void anErrorResponseIsTheReason(String fault, String check, Failure failure) {
        try (var ill = Simulator.start(SimulatorOptions.DEFAULTS.withFaults(fault))) {
            var findings = examine(ill.environment());

            assertEquals(Optional.of(failure), Report.failure(findings));
            assertEquals(Finding.Mark.BAD, find(check, findings).mark());
        }
    }

    @Test
    void anOpaque400NamesWhatIsKnownForIt() {
        try (var ill = Simulator.start(SimulatorOptions.DEFAULTS.withFaults("token-badrequest"))) {
            var findings = examine(ill.environment());

            assertTrue(line("session", findings).contains("Windows Terminal"), findings::toString);
        }
    }

    @Test
    void aResourceManagerThatIsNotThereIsTheReason() {
        var findings = examine(Map.of("AZURE_RESOURCE_MANAGER_ENDPOINT", "http://localhost:1"));

        assertEquals(Optional.of(Failure.FAILED), Report.failure(findings));
        assertTrue(line("resource-manager", findings).endsWith("does not respond: nothing listens there"));
    }

    @Test
    void aTokenAboutToExpireIsReported() {
        try (var late = Simulator.start(SimulatorOptions.DEFAULTS.withTokenLife(120))) {
            assertEquals(
                    Finding.Mark.WARN,
                    find("expiry", examine(late.environment())).mark());
        }
    }

    @Test
    void aClockThatIsWrongIsReportedByHowMuch() {
        var usual = settings(Map.of());
        var slow = new Settings(
                usual.environment(),
                usual.timeout(),
                usual.maxWait(),
                false,
                usual.signIn(),
                usual.pause(),
                Clock.offset(Clock.systemUTC(), Duration.ofMinutes(-10)));

        var clock = find("clock", Diagnostics.of(slow, finding -> {}));

        assertEquals(Finding.Mark.WARN, clock.mark());
        assertTrue(clock.line().matches("this clock is (599|600|601) s behind Azure's: .*"), clock.line());
    }

    @Test
    void anUnknownCloudIsReportedOnce() {
        var findings = examine(Map.of("ACC_CLOUD", "Atlantis"));

        assertEquals(Optional.of(Failure.FAILED), Report.failure(findings));
        assertEquals(
                1,
                findings.stream()
                        .filter(finding -> finding.line().contains("Atlantis' is not a known cloud"))
                        .count());
    }

    @Test
    void theReportForAnIssueNamesNobodyUnlessRequested() {
        try (var many = Simulator.start(SimulatorOptions.DEFAULTS.withSubscriptions(3))) {
            var environment = new HashMap<>(many.environment());
            environment.put("AZURE_SUBSCRIPTION_ID", "");
            environment.put("AZURE_CONFIG_DIR", Project.emptyHome().toString());
            var findings = examine(environment);

            var nameless = Report.json(findings, false).toString();

            for (var personal : List.of("user@simulator.example", TENANT, "Production", "Team 1")) {
                assertFalse(nameless.contains(personal), nameless);
                assertTrue(Report.json(findings, true).toString().contains(personal), personal);
            }
        }
    }

    @Test
    void aRequestedTenantIsNotNamedEither() {
        var settings =
                settings(Map.of()).withSignIn(new CredentialOptions(CredentialOptions.AUTO, "", "contoso.example", ""));

        var findings = Diagnostics.of(settings, finding -> {});

        assertTrue(line("settings", findings).startsWith("could not choose the tenant contoso.example"));
        assertFalse(Report.json(findings, false).toString().contains("contoso"), findings::toString);
    }

    @Test
    void onlyTheJvmsOwnFlagsAreShown() {
        var findings = RuntimeCheck.findings(Map.of(), List.of("-XX:TieredStopAtLevel=1", "-Dproxy.password=secret"));

        assertEquals("started with -XX:TieredStopAtLevel=1", line("start-up", findings));
    }

    private List<Finding> examine(Map<String, String> environment) {
        return Diagnostics.of(settings(environment), finding -> {});
    }

    private Settings settings(Map<String, String> environment) {
        var all = new HashMap<>(cloudShell.environment());
        all.put("HOME", "/none");
        all.putAll(environment);
        return Settings.of(programs.environment(all));
    }

    private static Finding find(String check, List<Finding> findings) {
        return findings.stream()
                .filter(finding -> finding.check().equals(check))
                .findFirst()
                .orElseThrow(() -> new AssertionError(check + " in " + findings));
    }

    private static String line(String check, List<Finding> findings) {
        return find(check, findings).line();
    }
}
