package cloudshell.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ListingTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'id':'/a/b','name':'n','type':'t','properties':{'x':1}} | n t",
                "{'id':'1','receivedDateTime':'r','subject':'s'} | s r",
                "{'contentType':'password','id':'https://v.example/secrets/db-password'} | db-password password",
                "{'id':'1','isRead':true} | true",
                "{'id':'1'} | 1",
                "{'keys':[]} | {'keys':[]}",
            })
    void aLineBeginsWithWhatTellsAThingApart(String json, String shown) throws JsonProcessingException {
        var thing = new ObjectMapper().readTree(json.replace('\'', '"'));

        assertEquals(shown, String.join(" ", ListingText.cells(thing)).replace('"', '\''));
    }
}
