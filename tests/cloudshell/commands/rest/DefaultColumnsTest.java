package cloudshell.commands.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DefaultColumnsTest {
    private static final String GUID = "10000000-0000-4000-8000-00000000000";

    @Test
    void ofResourcesItIsNameTypeLocationAndGroupWhateverElseTheyHave() throws JsonProcessingException {
        var disk = """
                {"id":"/subscriptions/x/resourceGroups/rg/providers/Microsoft.Compute/disks/d","name":"d",
                 "type":"Microsoft.Compute/disks","location":"westeurope","managedBy":"/a","sku":{"name":"Premium"},
                 "properties":{"diskSizeGB":30}}""";

        assertEquals(List.of("name", "type", "location", "resourceGroup"), columns(disk));
    }

    @Test
    void aGuidGivesWayToTheNameBesideIt() throws JsonProcessingException {
        assertEquals(
                List.of("roleName", "description", "type", "name"),
                columns(definition(1, "Owner", "Grants all"), definition(2, "Reader", "Reads all")));
    }

    @Test
    void whatPeopleLookForComesFirstAndWhatIsTheSameEverywhereLate() throws JsonProcessingException {
        assertEquals(
                List.of("subject", "from", "receivedDateTime", "isRead", "importance", "createdDateTime"),
                columns(mail("Hello", true), mail("Bye", false)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'id':'https://v.example/secrets/a','attributes':{'enabled':true,'exp':0}} | name enabled exp",
                "{'kid':'https://v.example/keys/a','attributes':{'enabled':true}} | name enabled",
                "{'id':'1','displayName':'a'} | displayName",
                "{'id':'1'} | id",
                "{'keys':[]} | ''",
            })
    void anythingElseHasANameWhereThereIsOne(String element, String columns) throws JsonProcessingException {
        assertEquals(columns, String.join(" ", columns(element.replace('\'', '"'))));
    }

    private static String definition(int number, String name, String description) {
        return """
                {"id":"/subscriptions/x/providers/Microsoft.Authorization/roleDefinitions/%1$s","name":"%1$s",
                 "type":"Microsoft.Authorization/roleDefinitions",
                 "properties":{"roleName":"%2$s","description":"%3$s","permissions":[{}]}}""".formatted(GUID + number, name, description);
    }

    private static String mail(String subject, boolean read) {
        return """
                {"@odata.etag":"W/x","id":"AAMkAGI2","createdDateTime":"2026-01-01T00:00:00Z",
                 "changeKey":"CQAAABYAAABUuiqlmEFZRrHHRNqeMzrAAAAAAAPCd1yXQAAABUui","subject":"%s","importance":"normal",
                 "receivedDateTime":"2026-01-01T00:00:00Z","isRead":%s,
                 "webLink":"https://outlook.example/owa/?ItemID=AAMkAGI2&exvsurl=1&viewmodel=ReadMessageItem",
                 "body":{"contentType":"text","content":"x"},
                 "from":{"emailAddress":{"name":"Alex","address":"a@example.com"}}}""".formatted(subject, read);
    }

    private static List<String> columns(String... elements) throws JsonProcessingException {
        var all = new ArrayList<JsonNode>();
        for (var element : elements) {
            all.add(new ObjectMapper().readTree(element));
        }
        return DefaultColumns.of(all.stream().map(ElementFields::of).toList());
    }
}
