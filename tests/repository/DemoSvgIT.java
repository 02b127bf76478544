package repository;

import static org.junit.jupiter.api.Assertions.assertEquals;

import harness.DocsPrograms;
import harness.JavaSource;
import harness.Jbang;
import harness.Project;
import harness.Run;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoSvgIT {
    @Test
    void thePictureShowsWhatTheTourPrintsToday(@TempDir Path directory) throws IOException {
        var environment = DocsPrograms.in(directory, Jbang.compiled(directory.resolve("home")), Map.of());
        var tour = Run.of(directory, environment, "", List.of("bash", "-c", "jbang demo@catalog 2>&1"));

        var picture =
                JavaSource.of(Project.read("docs/Picture.java"), directory).run(Map.of(), tour.out());

        assertEquals(
                withoutNumbers(Project.read("docs/demo.svg")),
                withoutNumbers(picture.out()),
                "./jbangw demo@catalog 2>&1 | ./jbangw docs/Picture.java >docs/demo.svg");
    }

    /** Times and random ids differ from run to run. */
    private static String withoutNumbers(String svg) {
        return svg.replaceAll("[0-9a-f]{8}-[0-9a-f-]{27}", "ID").replaceAll("\\d+", "0");
    }
}
