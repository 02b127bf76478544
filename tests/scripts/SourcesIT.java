package scripts;

import static harness.FakePrograms.AZ_TOKEN;
import static harness.FakePrograms.TENANT;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.json.JsonMapper;
import harness.FakePrograms;
import harness.Program;
import java.nio.file.Path;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SourcesIT {
    @TempDir
    Path directory;

    private FakePrograms programs;

    @BeforeEach
    void noPrograms() {
        programs = new FakePrograms(directory);
    }

    @Test
    void theExpiryInLocalTimeIsReadInTheZoneOfTheProcess() throws Exception {
        programs.responds("az", AZ_TOKEN.replaceFirst(".*\"expires_on\".*\n", ""));

        var run = Program.start(
                "Token", programs.environment(Map.of("TZ", "America/New_York")), "--source", "az", "-o", "json");

        var there = ZonedDateTime.of(2099, 12, 31, 23, 0, 0, 0, ZoneId.of("America/New_York"));
        var json = new JsonMapper().readTree(run.out());
        assertEquals(there.toEpochSecond(), json.path("expires_on").asLong());
        assertEquals("2099-12-31 23:00:00.000000", json.path("expiresOn").asText());
        assertEquals(TENANT, json.path("tenant").asText());
    }
}
