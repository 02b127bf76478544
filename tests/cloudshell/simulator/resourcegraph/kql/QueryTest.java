package cloudshell.simulator.resourcegraph.kql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QueryTest {
    private static final Map<String, Type> COLUMNS = columns();

    private static Map<String, Type> columns() {
        var columns = new LinkedHashMap<String, Type>();
        List.of("id", "name", "type", "note").forEach(name -> columns.put(name, Type.STRING));
        columns.put("size", Type.LONG);
        columns.put("tags", Type.DYNAMIC);
        columns.put("zones", Type.DYNAMIC);
        columns.put("made", Type.DATETIME);
        return columns;
    }

    private static final List<ObjectNode> ROWS = List.of(row("""
                    {"id":"2","name":"db","type":"a/disks","note":"it's \\\\","size":30,"tags":null,"zones":["1","2"],\
                    "made":"2026-01-20T08:00:00Z"}"""), row("""
                    {"id":"1","name":"web","type":"a/vms","note":"","size":4,"tags":{"env":"prod","a b":"x"},\
                    "zones":null,"made":"2026-01-10T08:00:00Z"}"""), row("""
                    {"id":"3","name":"Web","type":"a/vms","note":"x-y z","size":8,"tags":{"env":"dev"},\
                    "zones":null,"made":null}"""));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "resources                                                    ;; 2 1 3",
                "Resources | order by id asc                                  ;; 1 2 3",
                "project id                                                   ;; 2 1 3",
                "resources | where name =~ 'WEB'                              ;; 1 3",
                "resources | where name !~ 'WEB'                           ;; 2",
                "resources | where name in~ ('Db', 'x')                       ;; 2",
                "resources | where name !in ('db', 'web')                     ;; 3",
                "resources | where name == 'web' and id == '2'                ;; none",
                "resources | where (name == 'web' or id == '2') and id == '2' ;; 2",
                "resources | where name matches regex '^w'                    ;; 1",
                "resources | where tostring(tags) contains '\"ENV\"'          ;; 1 3",
                "resources | where isempty(tags.env)                          ;; 2",
                "resources | where isnotnull(tags) and tags.env != 'dev'      ;; 1",
                "resources | where tags['a b'] == \"x\"                       ;; 1",
                "resources | where zones[0] == '1'                            ;; 2",
                "resources | where note == 'it\\'s \\\\'                      ;; 2",
                "resources | where note == @'it''s' // nothing                ;; rejected",
                "resources | where note has 'y' and not(note has 'z')        ;; none",
                "resources | where size > 4 and size <= 8                     ;; 3",
                "resources | where size between (4 .. 8) | sort by size       ;; 3 1",
                "resources | where made < datetime(2026-01-15)                ;; 1",
                "resources | where made > ago(36500d) | order by made         ;; 2 1",
                "resources | order by made asc                                ;; 3 1 2",
                "resources | order by made                                    ;; 2 1 3",
                "resources | order by type asc, size desc                     ;; 2 3 1",
                "resources | top 1 by size                                    ;; 2",
                "resources | order by id asc | take 2                         ;; 1 2",
                "resources | limit 0                                          ;; none",
            })
    void rowsAreFilteredAndOrdered(String line) {
        var parts = line.split(";;");
        if (parts[1].strip().equals("rejected")) {
            assertThrows(KqlException.class, () -> query(parts[0]));
            return;
        }
        var ids = query(parts[0]).run(ROWS.stream()).stream()
                .map(row -> row.path("id").asText())
                .collect(Collectors.joining(" "));

        assertEquals(parts[1].strip(), ids.isEmpty() ? "none" : ids);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "resources | project name, zones | take 1              ;; [{'name':'db','zones':['1','2']}]",
                "resources | count                                     ;; [{'Count':3}]",
                "resources | where name == 'none' | count              ;; [{'Count':0}]",
                "resources | summarize count() by type                 ;; [{'type':'a/disks','count_':1},{'type':'a/vms','count_':2}]",
                "resources | summarize n = count(), sum(size) by t=toupper(type) | where n > 1 ;; [{'t':'A/VMS','n':2,'sum_size':12}]",
                "resources | summarize make_set(type), max(size), avg(size) ;; [{'set_type':['a/disks','a/vms'],'max_size':30,'avg_size':14.0}]",
                "resources | summarize dcount(type), countif(size > 4) ;; [{'dcount_type':2,'countif_':2}]",
                "resources | summarize count() by tostring(tags.env) | order by count_ desc, tags_env asc ;; [{'tags_env':'','count_':1},{'tags_env':'dev','count_':1},{'tags_env':'prod','count_':1}]",
                "resources | distinct type                             ;; [{'type':'a/disks'},{'type':'a/vms'}]",
                "resources | where id == '1' | project n=tolower(strcat(name, '-', size)), s=size*2+1 ;; [{'n':'web-4','s':9}]",
                "resources | where id == '1' | extend big = iff(size > 5, 'yes', 'no') | project id, big ;; [{'id':'1','big':'no'}]",
                "resources | where id == '1' | extend a=size, b=a+1 | project b ;; [{'b':5}]",
                "resources | where id == '3' | project p=split(note, '-')[1], q=substring(name, 1, 1), r=array_length(split(type,'/')) ;; [{'p':'y z','q':'e','r':2}]",
                "resources | where id == '3' | project case(size > 10, 'l', size > 5, 'm', 's') ;; [{'Column1':'m'}]",
                "resources | where id == '3' | project tags.env, coalesce(note, 'none') ;; [{'tags_env':'dev','Column2':'x-y z'}]",
                "resources | where id == '2' | project-away tags, zones, made, n*, type ;; [{'id':'2','size':30}]",
                "resources | where id == '2' | project-keep id, name | project-rename title = name ;; [{'id':'2','title':'db'}]",
                "resources | where id == '2' | project id, size | project-reorder size ;; [{'size':30,'id':'2'}]",
                "resources | where id == '1' | project d = datetime(2026-01-11T08:00:00Z) - 1d == made ;; [{'d':true}]",
                "resources | where tags.none == '' | count              ;; [{'Count':3}]",
                "resources | where tags.none != 'x' | count             ;; [{'Count':3}]",
                "resources | where size != 4 and isnull(zones) | project id ;; [{'id':'3'}]",
                "resources | summarize n=count() | extend p = 100.0 * n / 7, q = n / 2, r = n % 2 ;; [{'n':3,'p':42.857142857142854,'q':1,'r':1}]",
                "resources | take 1 | project d = now() - ago(1h), e = 36h, f = -1.5s ;; [{'d':'01:00:00','e':'1.12:00:00','f':'-00:00:01.5000000'}]",
                "resources | summarize l = make_list(name, 2) | project n = array_length(l), a = strcat(l[0], 1h) ;; [{'n':2,'a':'db01:00:00'}]",
                "resources | summarize arg_max(size, id) by type | order by type asc ;; [{'type':'a/disks','size':30,'id':'2'},{'type':'a/vms','size':8,'id':'3'}]",
                "resources | where id == '2' | project id, name | summarize arg_min(id, *) ;; [{'id':'2','name':'db'}]",
                "resources | summarize n = count() by b = bin(size, 10) | order by b asc ;; [{'b':0,'n':2},{'b':30,'n':1}]",
                "resources | where id == '2' | project b = bin(made, 1d), y = format_datetime(made, 'yyyy-MM') ;; [{'b':'2026-01-20T00:00:00Z','y':'2026-01'}]",
                "resources | where id == '1' | extend p = pack_all() | project p.name, x = tags.['a b'] ;; [{'p_name':'web','x':'x'}]",
                "resources | where id == '1' | project a = long(1), b = real(1), c = dynamic({'k':[1,null]}), d = toint('x') ;; [{'a':1,'b':1.0,'c':{'k':[1,null]},'d':null}]",
                "resources | where name hasprefix 'we' and name in (dynamic(['web'])) | project id ;; [{'id':'1'}]",
            })
    void rowsHaveTheRequestedColumns(String line) {
        var parts = line.split(";;");

        assertEquals(
                parts[1].strip().replace('\'', '"'),
                query(parts[0]).run(ROWS.stream()).toString().replace(", {", ",{"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                ";; 1 0 <EOF>",
                "where where ;; 1 11 <EOF>",
                "resources | where ;; 1 17 <EOF>",
                "resources | where name like 'a' ;; 1 23 like",
                "resources | where name == 'a ;; 1 26 '",
                "resources | where nothing == 'a' ;; 1 18 nothing",
                "resources\n| project name\n| where size > 1 ;; 3 8 size",
                "resources | project-away nothing ;; 1 25 nothing",
                "resources | fold name ;; 1 12 fold",
                "resources | take name ;; 1 17 name",
                "resources | where nix(name) ;; 1 18 nix",
                "resources | where tolower() == 'a' ;; 1 18 tolower",
                "resources | where name matches regex '(' ;; 1 37 (",
                "resources | mv-expand zones ;; 1 12 mv-expand",
                "resources | summarize count() by tags.env ;; 1 30 by",
                "resources | order by tags.env ;; 1 21 tags",
                "resources | project apiVersion ;; 1 20 apiVersion",
                "resources | project row_number() ;; 1 20 row_number",
                "resources | where dynamic(x) ;; 1 26 x",
                "resources | join (resources) on id ;; 1 12 join",
                "resources | summarize percentile(size) ;; 1 22 percentile",
                "resources ; resources ;; 1 12 resources",
                "resources | where name == 'a' ^ ;; 1 30 ^",
            })
    void aSyntaxErrorIsReportedWithItsPosition(String line) {
        var parts = line.split(";; ");

        var error = assertThrows(KqlException.class, () -> query(parts[0].replaceAll(" $", "")));

        assertEquals(parts[1], error.line() + " " + error.position() + " " + error.token());
    }

    @Test
    void aQueryKnowsItsColumnsItsTableAndTheTypesItIsAbout() {
        var query = query("ResourceContainers | where type =~ 'A/B' | project id, n = name");

        assertEquals("resourcecontainers", query.table());
        assertEquals(List.of("id", "n"), query.columns());
        assertEquals(
                Set.of("a/b"),
                query("resources | where type in~ ('A/B') | count").types());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "resources | where type == 'a' or name == 'b'",
                "resources | where name == 'b' | where type == 'a'",
                "resources | extend type = 'a' | where type == 'a'",
                "resources | where type contains 'a'",
            })
    void aQueryThatMayConcernOtherTypesRunsOnAll(String text) {
        assertEquals(Set.of(), query(text).types());
    }

    @Test
    void rowsThatCameInAreLeftAsTheyAre() {
        var before = new ArrayList<>(ROWS.stream().map(ObjectNode::deepCopy).toList());

        query("resources | extend name = 'other', tags = 1 | project-away zones | summarize count() by name")
                .run(ROWS.stream());

        assertEquals(before, ROWS);
        assertTrue(ROWS.get(0).has("zones"));
        assertFalse(ROWS.get(0).path("name").asText().equals("other"));
    }

    private static Query query(String text) {
        return Query.of(text, COLUMNS, Instant.parse("2026-01-31T12:00:00Z"));
    }

    private static ObjectNode row(String json) {
        try {
            return (ObjectNode) new JsonMapper().readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"brackets", "alternatives", "minuses", "sums", "texts", "length"})
    void whatIsTooDeepTooLongOrTooLargeIsReportedAndNothingBreaks(String what) {
        var text =
                switch (what) {
                    case "brackets" -> "resources | where " + "(".repeat(1_000) + "true" + ")".repeat(1_000);
                    case "alternatives" -> "resources | where " + "size == 1 or ".repeat(5_000) + "true";
                    case "minuses" -> "resources | project " + "-".repeat(1_000) + "1";
                    case "sums" -> "resources | project 1" + " + 1".repeat(1_000);
                    case "texts" -> "resources | extend x = 'aaaaaaaa'" + " | extend x = strcat(x, x)".repeat(40);
                    default -> "resources | where name == '" + "x".repeat(100_000) + "'";
                };
        if (what.equals("alternatives")) {
            assertEquals(3, query(text).run(ROWS.stream()).size());
            return;
        }

        var rejected = assertThrows(KqlException.class, () -> query(text).run(ROWS.stream()));

        assertTrue(rejected.isBeyondTheSimulator(), rejected.getMessage());
    }
}
