package harness;

import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import javax.tools.ToolProvider;

/** A script compiled against the tests' own class path instead of by JBang: a tenth of the time. */
public record JavaSource(Path classes, String mainClass) {
    private static final Pattern CLASS = Pattern.compile("(?m)^(?:public )?(?:final )?class (\\w+)");

    /** Compiles a class, or the statements of one that uses the library. */
    public static JavaSource of(String text, Path directory) throws IOException {
        var named = CLASS.matcher(text);
        return named.find()
                ? compiled(named.group(1), text, directory)
                : compiled("Statements", """
                        import cloudshell.*; import cloudshell.arm.*; import cloudshell.token.*; import cloudshell.vm.*;
                        class Statements {
                            public static void main(String[] args) throws Exception {
                        %s}}
                        """.formatted(text), directory);
    }

    private static JavaSource compiled(String name, String text, Path directory) throws IOException {
        var classes = Files.createDirectories(directory.resolve("classes"));
        var file = Files.writeString(directory.resolve(name + ".java"), text);
        var compiler = ToolProvider.getSystemJavaCompiler();
        var complaints = new StringWriter();
        try (var files = compiler.getStandardFileManager(null, null, null)) {
            var options = List.of("-proc:none", "-cp", Project.classPath(), "-d", classes.toString());
            var task = compiler.getTask(complaints, files, null, options, null, files.getJavaFileObjects(file));
            if (!task.call()) {
                throw new AssertionError(complaints + "\n" + text);
            }
        }
        return new JavaSource(classes, name);
    }

    /** Runs its main method in a process of its own. */
    public Run run(Map<String, String> environment, String input) {
        var command = Program.command(mainClass, List.of());
        int path = command.indexOf("-cp") + 1;
        command.set(path, classes + File.pathSeparator + command.get(path));
        return Run.of(classes, environment, input, command);
    }
}
