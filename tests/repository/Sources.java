package repository;

import harness.Project;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The files of this repository, by their path in it. */
final class Sources {
    private static final List<String> NOT_OURS =
            List.of(".git/", "target/", ".idea/", ".vscode/", "tests/clients/node/node_modules/");

    private Sources() {}

    /** Those below a directory, {@code .} for all, whose name ends like this. */
    static Stream<String> below(String directory, String end) {
        try (var files = Files.walk(Project.root().resolve(directory).normalize())) {
            return files
                    .filter(Files::isRegularFile)
                    .map(Sources::name)
                    .filter(name -> name.endsWith(end) && NOT_OURS.stream().noneMatch(name::startsWith))
                    .sorted()
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String text(String file) {
        return Project.read(file);
    }

    static boolean exists(String file) {
        return Files.exists(Project.root().resolve(file));
    }

    private static String name(Path file) {
        return Project.root().relativize(file).toString().replace('\\', '/');
    }
}
