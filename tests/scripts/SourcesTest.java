package scripts;

import static harness.FakePrograms.AZ_SIGNED_OUT;
import static harness.FakePrograms.AZ_TOKEN;
import static harness.FakePrograms.POWERSHELL_SIGNED_OUT;
import static harness.FakePrograms.TOKEN;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import harness.FakePrograms;
import harness.Program;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TokenSourcesTest {
    @TempDir
    Path directory;

    private FakePrograms programs;

    @BeforeEach
    void noPrograms() {
        programs = new FakePrograms(directory);
    }

    @Test
    void ifAzIsSignedInItsTokenIsTheResponse() {
        programs.responds("az", "WARNING: a newer version is there\n" + AZ_TOKEN);

        var run = Program.run("Token", programs.environment());

        assertEquals(0, run.exit(), run.err());
        assertEquals(TOKEN + "\n", run.out());
        assertEquals("", run.err());
    }

    /** The URL is Cloud Shell's own, so it can only be tried where nobody has it. */
    @Test
    void ifNothingIsInstalledTheErrorIsTheSameOneLineAsEver() {
        assumeTrue(nobodyListensAt(50342), "a program listens on port 50342, Cloud Shell's");
        var run = Program.run("Token", programs.environment());

        assertEquals(3, run.exit());
        assertEquals("", run.out());
        assertEquals(
                List.of(
                        "token: could not get a token for https://management.azure.com/: nothing listens at"
                                + " http://localhost:50342/oauth2/token; this is not Azure Cloud Shell, or its session"
                                + " has ended; az and pwsh are not on the PATH",
                        "Try: az login, or Connect-AzAccount; or open https://shell.azure.com and run it there; or"
                                + " start a simulator: jbang simulator@catalog"),
                run.complaints());
    }

    @Test
    void ifNobodyIsSignedInEachThatWasTriedHasItsLine() {
        assumeTrue(nobodyListensAt(50342), "a program listens on port 50342, Cloud Shell's");
        programs.fails("az", 1, AZ_SIGNED_OUT).fails("pwsh", 1, POWERSHELL_SIGNED_OUT);

        var run = Program.run("Token", programs.environment());

        assertEquals(3, run.exit());
        assertEquals(
                List.of(
                        "token: could not get a token for https://management.azure.com/: az is not signed in: Please run"
                                + " 'az login' to setup account.",
                        "token: Az PowerShell is not signed in: Run Connect-AzAccount to login.",
                        "token: nothing listens at http://localhost:50342/oauth2/token; this is not Azure Cloud Shell,"
                                + " or its session has ended"),
                run.complaints().subList(0, 3));
    }

    @Test
    void aProgramThatIsNotThereIsNoReasonWhereAnotherOneIs() {
        assumeTrue(nobodyListensAt(50342), "a program listens on port 50342, Cloud Shell's");
        programs.fails("az", 1, AZ_SIGNED_OUT);

        var run = Program.run("Token", programs.environment());

        assertEquals(3, run.exit());
        assertFalse(run.err().contains("pwsh"), run.err());
    }

    @ParameterizedTest
    @CsvSource({
        "--client-id=x, selects a managed identity; Cloud Shell has none and returns the signed-in user's token",
        "--mi-res-id=x, selects a managed identity; Cloud Shell has none and returns the signed-in user's token",
        "--object-id=x, selects a managed identity; Cloud Shell has none and returns the signed-in user's token",
        "--source=gcloud, 'is one of auto, cloud-shell, az, az-powershell'",
        "--cloud=Atlantis, 'is not a known cloud'",
        "--cloud=AzureChina, 'is not a known cloud; did you mean ''AzureChinaCloud''?'",
    })
    void whatCannotBeGivenIsRejectedBeforeAnythingIsRun(String option, String reason) {
        programs.responds("az", AZ_TOKEN);

        var run = Program.run("Token", programs.environment(), option);

        assertEquals(2, run.exit());
        assertTrue(run.complaints().get(0).contains(reason), run.err());
        assertEquals(List.of(), programs.arguments("az"));
    }

    @Test
    void twoCloudsAtOnceAreOneClearLine() {
        var run = Program.run(
                "Token", programs.environment(), "--cloud", "AzureCloud", "--cloud", "AzureChinaCloud", "--source=az");

        assertEquals(2, run.exit());
        assertTrue(run.complaints().get(0).endsWith("expected one --cloud, got AzureCloud and AzureChinaCloud"));
    }

    @Test
    void tenantAndSubscriptionReachAz() {
        programs.responds("az", AZ_TOKEN);

        Program.run("Token", programs.environment(), "vault", "--source", "az", "--tenant", "contoso.example");
        Program.run("Token", programs.environment(), "vault", "--source", "az", "-s", "Production");

        var calls = String.join(" ", programs.arguments("az"));
        assertTrue(calls.contains("https://vault.azure.net --output json --tenant contoso.example account"), calls);
        assertTrue(calls.endsWith("--output json --subscription Production"), calls);
    }

    private static boolean nobodyListensAt(int port) {
        try (var connection = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return !connection.isConnected();
        } catch (IOException e) {
            return true;
        }
    }
}
