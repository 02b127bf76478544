package repository;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The packages of the library, as the code has them and as docs/dev/packages.md lists them. */
final class Architecture {
    static final String PAGE = "docs/dev/packages.md";
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `([^`]+)` \\| `(\\w+)` \\| ([^|]*)\\| (.*) \\|$");
    private static final Pattern IMPORT =
            Pattern.compile("(?m)^import (?:static )?(cloudshell\\.[\\w.]+?)(?:\\.\\*)?;");

    /** A row of the table. */
    record Row(String packageName, String entryPoint, List<String> mayImport, String contents) {}

    /** A class of the library; its package is the directory below {@code lib/cloudshell} or {@code simulator/cloudshell}, or {@code root}. */
    record JavaClass(String name, String packageName, String text) {
        String simpleName() {
            return name.substring(name.lastIndexOf('.') + 1);
        }

        boolean isPublic() {
            return Pattern.compile("(?m)^public .*\\b(class|record|interface|enum) " + simpleName() + "\\b")
                    .matcher(text)
                    .find();
        }

        /** The code without comments, texts and imports. */
        String code() {
            return text.replaceAll("(?s)/\\*.*?\\*/", "")
                    .replaceAll("(?m)^import .*$|//.*$", "")
                    .replaceAll("\"(?:[^\"\\\\\n]++|\\\\.)*+\"", "\"\"");
        }
    }

    private final List<JavaClass> classes;
    private final Map<JavaClass, Set<JavaClass>> uses = new HashMap<>();

    private Architecture(List<JavaClass> classes) {
        this.classes = classes;
        classes.forEach(one -> uses.put(one, used(one)));
    }

    static Architecture asItIs() {
        return new Architecture(Stream.of("lib", "simulator")
                .flatMap(directory -> Sources.below(directory, ".java"))
                .map(Architecture::read)
                .toList());
    }

    private static JavaClass read(String file) {
        var name = file.substring(file.indexOf('/') + 1, file.length() - ".java".length())
                .replace('/', '.');
        var directory = file.replaceFirst("^\\w+/cloudshell/", "");
        var packageName = directory.contains("/") ? directory.substring(0, directory.lastIndexOf('/')) : "root";
        return new JavaClass(name, packageName, Sources.text(file));
    }

    static List<Row> table() {
        return ROW.matcher(Sources.text(PAGE))
                .results()
                .map(row -> new Row(
                        row.group(1),
                        row.group(2),
                        Stream.of(row.group(3).strip().split(",\\s*"))
                                .filter(name -> !name.isEmpty())
                                .toList(),
                        row.group(4)))
                .toList();
    }

    /** The groups of classes that may depend on each other in a cycle. */
    static List<TreeSet<String>> allowedCycles() {
        var text = Sources.text(PAGE);
        var said = text.substring(text.indexOf("except within these groups:"));
        return Stream.of(said.substring(0, said.indexOf('.')).split(";"))
                .map(set -> Pattern.compile("`(\\w+)`")
                        .matcher(set)
                        .results()
                        .map(name -> name.group(1))
                        .collect(Collectors.toCollection(TreeSet::new)))
                .toList();
    }

    List<JavaClass> classes() {
        return classes;
    }

    Optional<JavaClass> find(String packageName, String simpleName) {
        return classes.stream()
                .filter(one -> one.packageName().equals(packageName)
                        && one.simpleName().equals(simpleName))
                .findFirst();
    }

    Set<JavaClass> uses(JavaClass one) {
        return uses.get(one);
    }

    Set<JavaClass> usedFromOtherPackages() {
        return classes.stream()
                .flatMap(one ->
                        uses(one).stream().filter(other -> !other.packageName().equals(one.packageName())))
                .collect(Collectors.toSet());
    }

    /** The simple names in the signatures of what is public. */
    Set<String> publicSignatures() {
        var signature = Pattern.compile("(?m)^ *(public|record) [^={;]*");
        return classes.stream()
                .filter(JavaClass::isPublic)
                .flatMap(one ->
                        signature.matcher(one.code()).results().map(found -> one.simpleName() + " " + found.group()))
                .flatMap(text -> {
                    var words = new ArrayList<>(List.of(text.split("\\W+")));
                    var self = words.remove(0);
                    return words.stream().filter(word -> !word.equals(self));
                })
                .collect(Collectors.toSet());
    }

    private Set<JavaClass> used(JavaClass one) {
        var imported = IMPORT.matcher(one.text())
                .results()
                .map(found -> found.group(1))
                .toList();
        var words = Stream.of(one.code().split("\\W+")).collect(Collectors.toSet());
        return classes.stream()
                .filter(other -> !other.equals(one))
                .filter(other -> other.packageName().equals(one.packageName())
                        ? words.contains(other.simpleName())
                        : imported.stream().anyMatch(name -> (name + ".").startsWith(other.name() + ".")))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** Each largest set of classes of which every one uses every other, by itself or through others. */
    List<TreeSet<String>> cycles() {
        var reach = new HashMap<JavaClass, Set<JavaClass>>();
        classes.forEach(one -> reach.put(one, reachable(one)));
        return classes.stream()
                .filter(one -> reach.get(one).contains(one))
                .map(one -> reach.get(one).stream()
                        .filter(other -> reach.get(other).contains(one))
                        .map(JavaClass::simpleName)
                        .collect(Collectors.toCollection(TreeSet::new)))
                .distinct()
                .toList();
    }

    private Set<JavaClass> reachable(JavaClass from) {
        var seen = new LinkedHashSet<JavaClass>();
        var next = new ArrayDeque<>(uses(from));
        while (!next.isEmpty()) {
            var one = next.poll();
            if (seen.add(one)) {
                next.addAll(uses(one));
            }
        }
        return seen;
    }

    /**
     * The packages and what each stands on, as Mermaid draws it: an arrow for an import that no way round explains. The
     * simulator is one package here.
     */
    String diagram() {
        var stands = new TreeMap<String, Set<String>>();
        classes.forEach(one -> stands.computeIfAbsent(drawn(one), packageName -> new TreeSet<>()));
        classes.forEach(one -> uses(one).stream()
                .map(Architecture::drawn)
                .filter(other -> !other.equals(drawn(one)))
                .forEach(stands.get(drawn(one))::add));
        var lines = new ArrayList<>(List.of("```mermaid", "graph TD"));
        stands.forEach((packageName, below) -> below.stream()
                .filter(other -> below.stream().noneMatch(third -> reaches(third, other, stands)))
                .forEach(other -> lines.add("  " + node(packageName) + " --> " + node(other))));
        lines.add("```");
        return String.join("\n", lines) + "\n";
    }

    private static String drawn(JavaClass one) {
        return one.packageName().startsWith("simulator/") ? "simulator" : one.packageName();
    }

    private static String node(String packageName) {
        return packageName.replace('/', '_') + "[" + (packageName.equals("root") ? "CloudShell" : packageName) + "]";
    }

    private static boolean reaches(String from, String to, Map<String, Set<String>> stands) {
        return stands.get(from).contains(to)
                || stands.get(from).stream().anyMatch(between -> reaches(between, to, stands));
    }

    /** The files that JBang reads for one, by {@code //SOURCES}, itself included. */
    Set<String> filesReadBy(String file) {
        var read = new TreeSet<String>();
        var next = new ArrayDeque<>(List.of(file));
        while (!next.isEmpty()) {
            var one = next.poll();
            if (read.add(one)) {
                sources(one).forEach(next::add);
            }
        }
        return read;
    }

    private static List<String> sources(String file) {
        return Sources.text(file)
                .lines()
                .filter(line -> line.startsWith("//SOURCES "))
                .flatMap(line ->
                        Stream.of(line.substring("//SOURCES ".length()).strip().split(" ")))
                .map(source -> source.contains("@") ? byCatalog(source) : beside(file, source))
                .toList();
    }

    private static String beside(String file, String source) {
        return Path.of(file).resolveSibling(source).normalize().toString().replace('\\', '/');
    }

    /** The file that an alias of the catalog names. */
    static String byCatalog(String source) {
        var alias = source.replaceAll("^\\$\\{[^:]*:|@catalog}?$", "");
        try {
            JsonNode catalog = new JsonMapper().readTree(Sources.text("jbang-catalog.json"));
            return catalog.path("aliases").path(alias).path("script-ref").asText();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
