package repository;

import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cloudshell.simulator.Simulator;
import cloudshell.simulator.SimulatorOptions;
import harness.DocsPrograms;
import harness.DocsServices;
import harness.Jbang;
import harness.Run;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The programs that stand for others in the test of the docs see what the recipes avoid. */
class DocsProgramsIT {
    private static final Simulator SIMULATOR = Simulator.start(SimulatorOptions.DEFAULTS.withVms(1));
    private static final DocsServices SERVICES = new DocsServices();
    private static Map<String, String> environment;

    @TempDir
    private static Path directory;

    @BeforeAll
    static void write() {
        var variables = new HashMap<>(SIMULATOR.environment());
        variables.put("SERVICES", SERVICES.address());
        environment = DocsPrograms.in(directory, Jbang.compiled(directory.resolve("home")), variables);
    }

    @AfterAll
    static void stop() {
        SIMULATOR.close();
        SERVICES.close();
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '~',
            delimiter = ';',
            value = {
                "curl -H \"$(jbang token@catalog -o header)\" $MSI_ENDPOINT; arguments of curl",
                "curl https://management.azure.com/subscriptions; not of localhost",
                "PGPASSWORD=secret psql 'host=a user=b sslmode=require'; no token",
                "printf wrong | docker login a.azurecr.io --password-stdin; no token of the registry",
                "docker run --rm --network host -e IDENTITY_ENDPOINT -e IDENTITY_HEADER image; no token",
                "jbang exec@catalog -- docker run --rm -e IDENTITY_ENDPOINT -e IDENTITY_HEADER image; loopback of its own",
                "jbang exec@catalog -- docker run --network host -e IDENTITY_ENDPOINT image; no token",
                "jbang exec@catalog --only arm -- terraform plan; no token",
                "jbang exec@catalog -- mvn -B spring-boot:run; no token",
                "jbang exec@catalog -- az login --identity; account of every day",
                "jbang exec@catalog --only arm -- sqlcmd --authentication-method ActiveDirectoryManagedIdentity; no token",
                "ansible-playbook site.yml; ask az",
                "azd provision; no token",
                "kubectl get pods; sign in",
                "kubectl config set-credentials a --exec-api-version=client.authentication.k8s.io/v1; interactiveMode",
                "git clone -q https://dev.azure.com/your-organization/your-project/_git/your-repository; anywhere",
                "GIT_CONFIG_COUNT=1 GIT_CONFIG_KEY_0=http.https://dev.azure.com/.extraHeader GIT_CONFIG_VALUE_0=a:b"
                        + " git clone https://dev.azure.com/your-organization/your-project/_git/your-repository; fatal",
                "echo '* * * * * exit 3' | crontab -; failed",
                "echo '* * * * * date +%F' | crontab -; percent sign",
                "echo 'irm -Headers @{Authorization=(jbang token@catalog)}' | pwsh -Command -; plain text",
            })
    void whatTheRecipesAvoidFails(String commands, String reason) {
        var run = Run.of(directory, environment, "", List.of("bash", "-euo", "pipefail", "-c", commands));

        assertNotEquals(0, run.exit());
        assertTrue(run.err().contains(reason), run.err());
    }
}
