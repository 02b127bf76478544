package cloudshell.vm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cloudshell.token.Failure;
import cloudshell.token.UsageException;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VmFilterTest {
    /** Group RG-Web, location westeurope, tags Env=Prod and owner=me, running. */
    private static final VirtualMachine WEB_01 = vm("web-01", "VM running");

    @ParameterizedTest
    @CsvSource({
        "-g rg-web,                   true",
        "-g RG-WEB -g other,          true",
        "-g rg,                       false",
        "-l WestEurope,               true",
        "-l 'West Europe',            true",
        "-l eastus -l westeurope,     true",
        "-l westeurope2,              false",
        "--name WEB-*,                true",
        "--name web-0?,               true",
        "--name web-?,                false",
        "--name web,                  false",
        "--name w.b*,                 false",
        "--name db-* --name *-01,     true",
        "--tag env,                   true",
        "--tag ENV=prod,              true",
        "--tag env=,                  false",
        "--tag env=dev --tag env=prod, true",
        "--tag env=prod --tag owner=you, false",
        "--tag env=prod --tag owner,  true",
        "--tag cost,                  false",
        "--power-state Running,       true",
        "--power-state 'VM running',  true",
        "--power-state PowerState/running, true",
        "--power-state unknown --power-state stopped, false",
        "-g rg-web -l eastus,         false",
    })
    void valuesOfOneKindWidenAndKindsAndTagsNarrow(String options, boolean matches) {
        assertEquals(matches, filter(options).matches(WEB_01));
    }

    @Test
    @Timeout(20)
    void aGlobOfManyStarsIsMatchedAtOnce() {
        assertFalse(filter("--name *a*a*a*a*a*a*a*a*a*b").matches(vm("a".repeat(2_000), null)));
        assertTrue(filter("--name *a*a*").matches(vm("xa".repeat(2_000), null)));
    }

    @Test
    void aVmWhosePowerIsNotKnownIsUnknown() {
        assertTrue(filter("--power-state unknown").matches(vm("x", null)));
    }

    @Test
    void withoutConditionsTheQueryIsForAllVmsInAStableOrder() {
        var query = filter("").query();

        assertTrue(query.startsWith("resources | where type =~ 'microsoft.compute/virtualmachines' | order by id"));
        assertTrue(query.contains(" | project id, name, "), query);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "-g b -g A             | resourceGroup in~ ('a', 'b')",
                "-l 'East US'          | location in~ ('eastus')",
                "-g o'brien\\          | resourceGroup in~ ('o\\'brien\\\\')",
                "--name web-*          | name matches regex '(?i)^(web\\\\x{2d}.*)$'",
                "--tag env=x           | tostring(tags) contains '\"env\"'",
                "--power-state running | tostring(properties.extended.instanceView.powerState.code) in~ ('powerstate/running')",
            },
            quoteCharacter = '`')
    void conditionsThatResourceGraphSupportsAreInTheQueryWithEveryValueQuoted(String options, String condition) {
        var query = filter(options).query();

        assertTrue(query.contains(" | where " + condition + " | order by "), query);
    }

    @Test
    void aTagWhoseNameCouldBeWrittenOtherwiseInJsonIsNotSearchedThere() {
        assertEquals(filter("").query(), filter("--tag \"é\\").query());
    }

    @ParameterizedTest
    @ValueSource(strings = {"-g ''", "--name ' '", "--tag ''", "--power-state runing", "-l ''"})
    void aValueThatNoVmCanHaveIsWrongUsage(String options) {
        assertEquals(
                Failure.USAGE,
                assertThrows(UsageException.class, () -> filter(options)).failure());
    }

    private static VmFilter filter(String options) {
        return new VmFilter(
                values(options, "-g"),
                values(options, "-l"),
                values(options, "--name"),
                values(options, "--tag"),
                values(options, "--power-state"));
    }

    private static List<String> values(String options, String option) {
        return Arrays.stream((" " + options.strip()).split(" (?=--?[a-z])"))
                .filter(part -> part.startsWith(option + " "))
                .map(part -> part.substring(option.length() + 1).strip().replaceAll("^'(.*)'$", "$1"))
                .toList();
    }

    private static VirtualMachine vm(String name, String power) {
        var node = JsonNodeFactory.instance.objectNode();
        node.put("id", "/subscriptions/s/resourceGroups/RG-Web/providers/Microsoft.Compute/virtualMachines/" + name);
        node.put("name", name).put("location", "westeurope");
        node.putObject("tags").put("Env", "Prod").put("owner", "me");
        return VirtualMachine.of(node, power);
    }
}
