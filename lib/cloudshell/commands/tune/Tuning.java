//DEPS com.fasterxml.jackson.core:jackson-databind:2.22.4
//SOURCES ../../cli/Command.java
//SOURCES Archive.java Jbang.java Launchers.java MadeFor.java TrainingService.java
package cloudshell.commands.tune;

import cloudshell.token.UsageException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Archives of loaded classes for JBang itself and for the commands, in a folder that only the user reads. What each was
 * made for (JDK, JBang, the command's jar) is kept beside it; an archive that fits no more is not used by the JVM.
 */
public final class Tuning {
    /** The commands, each with the arguments of its training. */
    static final Map<String, List<String>> COMMANDS = new LinkedHashMap<>();

    static {
        COMMANDS.put("token", List.of("-o", "json"));
        COMMANDS.put("list-vms", List.of());
        COMMANDS.put("audience-check", List.of("arm", "https://example.org"));
        COMMANDS.put("rest", List.of("GET", "/subscriptions?api-version=2022-12-01"));
    }

    private static final String JBANG = "jbang";
    private static final List<String> QUICK = List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");

    /** JBang hands its own JVM flags on to the program, which would write its archive over JBang's. */
    private static final String NOT_THE_PROGRAM = "--runtime-option=--this-program-is-not-to-run";

    private final Path folder;
    private final Jbang jbang;
    private final List<String> commands;
    private final MadeFor madeFor;
    private final Map<String, Jbang.Program> programs = new HashMap<>();

    private Tuning(Path folder, Jbang jbang, List<String> commands) {
        this.folder = folder;
        this.jbang = jbang;
        this.commands = commands;
        this.madeFor = new MadeFor(folder);
    }

    /** An archive and whether it fits what is installed now. */
    public record Tuned(String name, String state, long bytes) {}

    /**
     * @param commands those to tune beside JBang; none for all
     * @throws UsageException for one that there is not, and where JBang's folder has a space in its name, which
     *     JBANG_JAVA_OPTIONS cannot carry
     */
    public static Tuning of(Map<String, String> environment, List<String> commands) {
        for (var command : commands) {
            if (!COMMANDS.containsKey(command)) {
                var all = String.join(", ", COMMANDS.keySet());
                throw new UsageException("tune " + command, "there is no such command", "one of " + all);
            }
        }
        var home = environment.getOrDefault("HOME", System.getProperty("user.home"));
        var jbangDir = environment.getOrDefault("JBANG_DIR", home + "/.jbang");
        var folder = Path.of(environment.getOrDefault("JBANG_CACHE_DIR", jbangDir + "/cache"), "cloudshell-tune")
                .toAbsolutePath();
        if (folder.toString().contains(" ")) {
            throw new UsageException(
                    "keep the archives", "'" + folder + "' has a space in it", "set JBANG_DIR to another folder");
        }
        return new Tuning(
                folder, Jbang.of(environment), commands.isEmpty() ? List.copyOf(COMMANDS.keySet()) : commands);
    }

    /** Each archive that there can be: {@code current}, {@code stale} or {@code none}. */
    public List<Tuned> status() throws InterruptedException {
        var all = new ArrayList<Tuned>();
        for (var name : names()) {
            long size = Archive.of(folder, name).file().toFile().length();
            var there = size > 0;
            var fits = there && madeFor.is(name, purpose(name));
            all.add(new Tuned(name, fits ? "current" : there ? "stale" : "none", size));
        }
        return all;
    }

    /**
     * Makes the archives that are stale or missing, or all.
     *
     * @param progress hears what is being done
     */
    public void prepare(boolean all, Consumer<String> progress) throws InterruptedException {
        try (var service = new TrainingService()) {
            Files.createDirectories(folder);
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
            for (var tuned : status()) {
                if (all || !tuned.state().equals("current")) {
                    progress.accept("preparing " + tuned.name());
                    train(tuned.name(), service);
                    madeFor.keep(tuned.name(), purpose(tuned.name()));
                }
            }
            if (madeFor.launchers().isPresent()) {
                launchers(madeFor.launchers().get());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The line for the shell's profile. */
    public String profileLine() {
        var flags = new ArrayList<>(QUICK);
        flags.addAll(Archive.of(folder, JBANG).use());
        return "export JBANG_JAVA_OPTIONS='" + String.join(" ", flags) + "'";
    }

    /** Writes a launcher for each command into a folder. */
    public void launchers(Path where) throws InterruptedException {
        try {
            Files.createDirectories(where);
            for (var name : commands) {
                Launchers.write(
                        where.resolve(name), alias(name), program(name), Archive.of(folder, name), jbang.launcher());
            }
            madeFor.keepLaunchers(where);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Removes the archives and the launchers. */
    public void undo() {
        try {
            if (madeFor.launchers().isPresent()) {
                for (var name : COMMANDS.keySet()) {
                    Launchers.remove(madeFor.launchers().get().resolve(name));
                }
            }
            if (Files.exists(folder)) {
                try (var files = Files.walk(folder)) {
                    for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                        Files.delete(file);
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void train(String name, TrainingService service) throws IOException, InterruptedException {
        var archive = Archive.of(folder, name);
        if (name.equals(JBANG)) {
            var flags = new ArrayList<>(QUICK);
            flags.addAll(archive.training());
            jbang.run(flags, "run", NOT_THE_PROGRAM, alias("token"));
        } else {
            var words = program(name).command(archive.training(), COMMANDS.get(name));
            if (jbang.run(words, service.environment()).exit() != 0) {
                throw new IOException("the training of " + name + " failed");
            }
        }
        archive.keep();
    }

    private String purpose(String name) throws InterruptedException {
        try {
            var jdk = System.getProperty("java.vm.version") + " in " + System.getProperty("java.home");
            return jdk + (name.equals(JBANG) ? ", JBang " + jbang.version() : ", " + program(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Jbang.Program program(String name) throws IOException, InterruptedException {
        if (!programs.containsKey(name)) {
            programs.put(name, jbang.program(alias(name)));
        }
        return programs.get(name);
    }

    private static String alias(String name) {
        return name + "@catalog";
    }

    private List<String> names() {
        var names = new ArrayList<>(List.of(JBANG));
        names.addAll(commands);
        return names;
    }
}
