package cloudshell.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HintingExecutionControlTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "az login --scope https://x/.default and --source az; to ask for support: jbang audience-check@catalog --report x"
                        + "| az login --scope https://x/.default and /exit, and jbang shell@catalog --source az; to ask for"
                        + " support: jbang audience-check@catalog --report x",
                "az login --tenant T | az login --tenant T",
                "jbang exec@catalog --source az | jbang exec@catalog --source az",
                "az provider register --namespace N | az provider register --namespace N",
                "--source az or az login --tenant T"
                        + "| /exit, and jbang shell@catalog --source az or az login --tenant T",
                "unset it, or say --allow-remote-endpoint if you trust that host"
                        + "| unset it, or say /exit, and jbang shell@catalog --allow-remote-endpoint if you trust that host",
                "--timeout 5m | /exit, and jbang shell@catalog --timeout 5m",
                "another --api-version | another api-version",
                "-s with one of 'A', 'B' | vms(\"NAME\"), or start with -s; NAME is one of 'A', 'B'",
                "name the audience: --resource URI | name the audience: azure().api(URL, \"URI\")",
            })
    void rewritesOptionsOfTheShellCommandOnly(String hint, String shown) {
        assertEquals(shown, HintingExecutionControl.inJShellsTerms(hint));
    }
}
