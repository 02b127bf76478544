package cloudshell.token;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cloudshell.http.SafeText;
import harness.Shared;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class AudienceTest {
    private static final String TAKEN_AS_IT_IS = "https://pas.windows.net/CheckMyAccess/Linux/.default";

    static Stream<String> supported() {
        return KnownAudience.all().stream()
                .filter(KnownAudience::supported)
                .map(KnownAudience::resource)
                .filter(resource -> !resource.equals(TAKEN_AS_IT_IS));
    }

    static Stream<String> notSupported() {
        return KnownAudience.all().stream()
                .filter(record -> !record.supported())
                .map(KnownAudience::resource);
    }

    static Stream<String> recorded() {
        return Shared.text("data/audiences.csv").lines().skip(1).map(AudienceTest::firstCell);
    }

    @ParameterizedTest
    @MethodSource("supported")
    void everyFormOfASupportedAudienceIsSentAsTheEndpointListsIt(String resource) {
        for (var form : forms(resource)) {
            assertEquals(resource, parse(form).resource(), form);
        }
    }

    @ParameterizedTest
    @MethodSource("notSupported")
    void everyFormOfAnotherAudienceComesDownToItsResource(String resource) {
        for (var form : forms(resource)) {
            assertEquals(bare(resource), bare(parse(form).resource()), form);
        }
    }

    @ParameterizedTest
    @MethodSource("recorded")
    void everyRecordedAudienceIsItselfOrNoAudience(String resource) {
        if (resource.contains("*") || resource.contains(" ")) {
            assertThrows(UsageException.class, () -> parse(resource));
        } else {
            assertEquals(resource, parse(resource).resource());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "https://graph.microsoft.com/User.Read,                  https://graph.microsoft.com/",
        "https://graph.microsoft.com//.default,                  https://graph.microsoft.com/",
        "https://vault.azure.net//.default,                      https://vault.azure.net",
        "https://unknown.example/.default,                       https://unknown.example",
        "https://unknown.example//.default,                      https://unknown.example/",
        "https://unknown.example/Files.Read.All,                 https://unknown.example",
        "https://unknown.example/a/user_impersonation,           https://unknown.example/a",
        "https://unknown.example/a/b,                            https://unknown.example/a/b",
        "HTTPS://VAULT.Azure.NET/,                               https://vault.azure.net",
        "api://3f2504e0-4f89-11d3-9a0c-0305e82c3301/.default,    api://3f2504e0-4f89-11d3-9a0c-0305e82c3301",
        "3F2504E0-4F89-11D3-9A0C-0305E82C3301,                   3f2504e0-4f89-11d3-9a0c-0305e82c3301",
        "499b84ac-1321-427f-aa17-267ca6975798/user_impersonation, 499b84ac-1321-427f-aa17-267ca6975798",
        "https://pas.windows.net/CheckMyAccess/Linux/.default,   https://pas.windows.net/CheckMyAccess/Linux/.default",
        "https://graph.microsoft.com.evil.example/,              https://graph.microsoft.com.evil.example/",
        "'  graph  ',                                            https://graph.microsoft.com/",
    })
    void aScopeComesDownToItsResource(String asked, String resource) {
        assertEquals(resource, parse(asked).resource());
    }

    @ParameterizedTest
    @CsvSource({
        "arm,     https://management.azure.com/, https://management.usgovcloudapi.net/, https://management.chinacloudapi.cn/",
        "classic, https://management.core.windows.net/, https://management.core.usgovcloudapi.net/, https://management.core.chinacloudapi.cn/",
        "GRAPH,   https://graph.microsoft.com/, https://graph.microsoft.us/, https://microsoftgraph.chinacloudapi.cn/",
        "vault,   https://vault.azure.net, https://vault.usgovcloudapi.net, https://vault.azure.cn",
        "sql,     https://database.windows.net, https://database.usgovcloudapi.net, https://database.chinacloudapi.cn",
        "storage, https://storage.azure.com/, https://storage.azure.com/, https://storage.azure.com/",
    })
    void aShortNameMeansTheServiceOfTheCloud(String name, String global, String government, String china) {
        assertEquals(global, Audience.parse(name, Cloud.PUBLIC).resource());
        assertEquals(government, Audience.parse(name, Cloud.US_GOVERNMENT).resource());
        assertEquals(china, Audience.parse(name, Cloud.CHINA).resource());
    }

    @ParameterizedTest
    @MethodSource("cloudshell.token.Cloud#known")
    void aShortNameIsAResourceOfTheCloudOrIsRejectedNamingTheCloud(Cloud cloud) {
        for (var name : Audience.names()) {
            try {
                var resource = Audience.parse(name, cloud).resource();
                assertEquals(resource, Audience.parse(resource, cloud).resource(), name);
            } catch (UsageException e) {
                assertTrue(e.getMessage().endsWith("'" + name + "' has no known resource in " + cloud.azName()));
            }
        }
    }

    @Test
    void inThePublicCloudEveryShortNameHasASupportedResource() {
        var supported = supported().toList();
        for (var name : Audience.names()) {
            assertTrue(supported.contains(parse(name).resource()), name);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "nonsense",
                "management.azure.com",
                "user.read",
                "ftp://vault.azure.net",
                "https://",
                "https:///path",
                "https://user@vault.azure.net",
                "https://vault.azure.net?x=1",
                "https://vault.azure.net#x",
                "https://*.documents.azure.com",
                "https://vault azure.net",
                "https://vault.azure.net/\u001b[31m",
                "https://vault.azure.n\u00e9t",
                "499b84ac-1321-427f-aa17-267ca6975798x",
                "499b84ac-1321-427f-aa17-267ca6975798/a/b",
            })
    void whatIsNoAudienceIsRejectedOnOneLineWithTheFormsThatAre(String asked) {
        var failure = assertThrows(UsageException.class, () -> parse(asked));

        assertTrue(failure.getMessage().startsWith("could not understand the audience: "), failure.getMessage());
        assertEquals(failure.getMessage(), SafeText.printable(failure.getMessage()));
        assertTrue(failure.hint().contains("graph"));
    }

    @Test
    void aUrlWithoutItsSchemeIsCompletedInTheError() {
        var failure = assertThrows(UsageException.class, () -> parse("vault.azure.net"));

        assertTrue(failure.getMessage().contains("did you mean https://vault.azure.net?"), failure.getMessage());
    }

    private static Audience parse(String asked) {
        return Audience.parse(asked, Cloud.PUBLIC);
    }

    private static List<String> forms(String resource) {
        var forms = new ArrayList<>(List.of(resource));
        for (var end : List.of("", "/", "/.default", "//.default", "/user_impersonation")) {
            forms.add(bare(resource) + end);
        }
        if (resource.contains("://")) {
            forms.add(resource.toUpperCase(Locale.ROOT));
        }
        return forms;
    }

    private static String bare(String resource) {
        return resource.endsWith("/") ? resource.substring(0, resource.length() - 1) : resource;
    }

    private static String firstCell(String row) {
        return row.startsWith("\"") ? row.substring(1, row.indexOf('"', 1)) : row.substring(0, row.indexOf(','));
    }

    @ParameterizedTest
    @CsvSource({
        "https://vault.azure.com, https://vault.azure.net",
        "https://vault.azure.com/, https://vault.azure.net",
        "https://contoso.vault.azure.net, https://vault.azure.net",
        "https://contoso.vault.azure.net/secrets, https://vault.azure.net",
        "https://management.azure.net, https://management.azure.com/",
        "https://graph.microsoft.net, https://graph.microsoft.com/",
        "https://storage.azure.net, https://storage.azure.com/",
        "https://contoso.blob.core.windows.net, https://storage.azure.com/",
        "https://dev.azure.com/contoso, 499b84ac-1321-427f-aa17-267ca6975798",
        "https://vault.azure.net, ''",
        "https://api.example.com, ''",
        "api://contoso, ''",
        "00000003-0000-0000-c000-000000000000, ''",
    })
    void knowsWhichAudienceMayHaveBeenMeant(String resource, String meant) {
        assertEquals(meant, KnownAudience.near(resource).orElse(""));
    }

    /** az has it since 2.76: Azure AD Graph of the US Government cloud, not Microsoft Graph. */
    @Test
    void azureAdGraphOfUsGovernmentHasItsOwnAudience() {
        assertEquals(
                "https://graph.microsoftazure.us/",
                Audience.parse("aad-graph", Cloud.US_GOVERNMENT).resource());
        assertEquals(
                "https://graph.microsoftazure.us/",
                Audience.parse("https://graph.microsoftazure.us/.default", Cloud.US_GOVERNMENT)
                        .resource());
        assertEquals(
                "https://graph.microsoft.us/",
                Audience.parse("graph", Cloud.US_GOVERNMENT).resource());
    }
}
