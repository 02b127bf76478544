package cloudshell.commands.mcp.limits;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LimitsTest {
    private static final String MINE = "11111111-0000-4000-8000-000000000001";
    private static final String OTHER = "22222222-0000-4000-8000-000000000002";
    private static final Limits SUBSCRIPTION = new Limits(List.of(MINE.toUpperCase(Locale.ROOT)), List.of());
    private static final Limits GROUP = new Limits(List.of(MINE), List.of("RG-Web", "gr\u00f6\u00dfe"));
    private static final Limits ANY_SUBSCRIPTION = new Limits(List.of(), List.of("rg-web"));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/subscriptions",
                "/subscriptions/" + MINE,
                "/SUBSCRIPTIONS/" + MINE + "/resourceGroups/any",
                "/subscriptions/" + MINE + "/providers/Microsoft.Compute/virtualMachines",
                "/subscriptions/%31" + "1111111-0000-4000-8000-000000000001/resources",
            })
    void allowsWhatIsBelowTheSubscription(String path) {
        assertDoesNotThrow(() -> SUBSCRIPTION.check(ArmPath.parse(path)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/subscriptions/" + OTHER,
                "/subscriptions/" + OTHER + "/resourceGroups/" + MINE,
                "/subscriptions/" + MINE + "x",
                "/subscriptions/x" + MINE,
                "/tenants",
                "/providers",
                "/providers/Microsoft.Management/managementGroups/x",
                "/providers/Microsoft.Management/managementGroups/x/subscriptions/" + MINE,
                "/providers/Microsoft.Subscription/subscriptions/" + MINE,
                "/providers/subscriptions/" + MINE,
                "/x/subscriptions/" + MINE,
                "/",
                "/subscription/" + MINE,
                "/subscriptions/" + OTHER + "?x=/subscriptions/" + MINE,
            })
    void rejectsWhatIsOutsideOfTheSubscription(String path) {
        var e = assertThrows(LimitException.class, () -> SUBSCRIPTION.check(ArmPath.parse(path)));
        assertTrue(e.getMessage().contains(MINE), e.getMessage());
        assertTrue(e.hint().contains("/subscriptions/" + MINE), e.hint());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/subscriptions/" + MINE + "/resourceGroups/rg-web",
                "/subscriptions/" + MINE + "/RESOURCEGROUPS/RG-WEB/resources",
                "/subscriptions/" + MINE + "/resourcegroups/rg%2Dweb/providers/Microsoft.Compute/virtualMachines/a",
                "/subscriptions/" + MINE + "/resourceGroups/gr%C3%B6%C3%9Fe",
            })
    void allowsWhatIsBelowTheGroup(String path) {
        assertDoesNotThrow(() -> GROUP.check(ArmPath.parse(path)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/subscriptions",
                "/subscriptions/" + MINE,
                "/subscriptions/" + MINE + "/resourceGroups",
                "/subscriptions/" + MINE + "/resources",
                "/subscriptions/" + MINE + "/resourceGroups/rg-web2",
                "/subscriptions/" + MINE + "/resourceGroups/rg-we",
                "/subscriptions/" + MINE + "/providers/Microsoft.Compute/virtualMachines",
                "/subscriptions/" + MINE + "/providers/x/resourceGroups/rg-web",
                "/subscriptions/" + OTHER + "/resourceGroups/rg-web",
                "/subscriptions/rg-web/resourceGroups/" + MINE,
                "/subscriptions/" + MINE + "/tags/resourceGroups/rg-web",
                "/subscriptions/" + MINE + "/resourceGroups/rg-web/providers/x/y/z/resourceGroups/rg-api",
                "/subscriptions/" + MINE + "/resourceGroups/rg-web/providers/x/subscriptions/" + OTHER,
            })
    void rejectsWhatIsOutsideOfTheGroup(String path) {
        assertThrows(LimitException.class, () -> GROUP.check(ArmPath.parse(path)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/subscriptions", "/subscriptions/" + OTHER, "/subscriptions/x/resourceGroups/rg-api"})
    void aGroupAloneLimitsEverySubscription(String path) {
        assertThrows(LimitException.class, () -> ANY_SUBSCRIPTION.check(ArmPath.parse(path)));
        assertDoesNotThrow(
                () -> ANY_SUBSCRIPTION.check(ArmPath.parse("/subscriptions/" + OTHER + "/resourceGroups/rg-web")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "true;{'id':'/subscriptions/MINE'}",
                "true;{'id':'/subscriptions/MINE/resourceGroups/RG-WEB/providers/a/b/c'}",
                "false;{'id':'/subscriptions/OTHER/resourceGroups/RG-WEB/providers/a/b/c'}",
                "false;{'id':'/subscriptions/OTHER'}",
                "false;{'id':'/providers/Microsoft.Management/managementGroups/x'}",
                "false;{'id':'/'}",
                "false;{'subscriptionId':'OTHER'}",
                "true;{'subscriptionId':'MINE'}",
                "false;{'ID':'/subscriptions/OTHER/resourceGroups/RG-WEB/providers/a/b/c'}",
                "false;{'Id':'subscriptions/OTHER/resourceGroups/RG-WEB/providers/a/b/c'}",
                "false;{'id':'https://management.azure.com/Subscriptions/OTHER/resourceGroups/x'}",
                "true;{'id':'https://management.azure.com/subscriptions/MINE/resourceGroups/x'}",
                "true;{'id':'subscriptions/MINE'}",
                "true;{'id':'MINE'}",
                "true;{'id':'https://example.com/x'}",
                "false;{'id':'//subscriptions/MINE'}",
                "false;{'SubscriptionId':'OTHER'}",
                "true;{'count':3}",
                "true;[]",
                "true;3",
            })
    void dropsElementsOfOtherSubscriptions(boolean isAllowed, String element) throws IOException {
        assertEquals(isAllowed, SUBSCRIPTION.allows(json(element)), element);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "true;{'id':'/subscriptions/MINE/resourceGroups/RG-WEB/providers/a/b/c'}",
                "true;{'id':'/subscriptions/MINE/resourcegroups/rg-web'}",
                "false;{'id':'/subscriptions/MINE/resourceGroups/RG-API/providers/a/b/c'}",
                "false;{'id':'/subscriptions/MINE/providers/Microsoft.Authorization/roleAssignments/x'}",
                "false;{'subscriptionId':'MINE','resourceGroup':'rg-api'}",
                "true;{'subscriptionId':'MINE','resourceGroup':'Rg-Web'}",
                "false;{'subscriptionId':'MINE','resourceGroupName':'rg-api'}",
                "false;{'resourcegroup':'rg-api'}",
                "false;{'id':'https://management.azure.com/subscriptions/MINE/resourceGroups/rg-api'}",
            })
    void dropsElementsOfOtherGroups(boolean isAllowed, String element) throws IOException {
        assertEquals(isAllowed, GROUP.allows(json(element)), element);
    }

    private static JsonNode json(String text) throws IOException {
        return new JsonMapper()
                .readTree(text.replace('\'', '"').replace("MINE", MINE).replace("OTHER", OTHER));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "subscription 11111111-0000-4000-8000-000000000001; false",
                "resource group rg-web or gr\u00f6\u00dfe of subscription 11111111-0000-4000-8000-000000000001; true"
            })
    void describesThemInWords(String words, boolean hasGroups) {
        assertEquals(words, (hasGroups ? GROUP : SUBSCRIPTION).describe());
    }
}
