package harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.Map;

/**
 * Programs on the PATH in place of those that a page names and that are not on every machine: they look at what they
 * are given and say so. {@code jbang} runs this checkout's commands without JBang, anything else by jbangw; {@code
 * curl} is the real one, sent to the simulator.
 */
public final class DocsPrograms {
    private static final String JBANG = """
            #!/bin/sh
            for argument; do
              shift
              case $argument in
                https://graph.microsoft.com/*) set -- "$@" "$SIMULATOR${argument#https://graph.microsoft.com}" --resource graph ;;
                https://raw.githubusercontent.com/*) set -- "$@" "$CATALOG/${argument##*/}" ;;
                *) set -- "$@" "$argument" ;;
              esac
            done
            script=$ROOT/scripts/${1%@catalog}.java
            case $1 in *@catalog) ;; *) script= ;; esac
            [ -f "$script" ] || PATH=${PATH#*:} exec "$ROOT/jbangw" "$@"
            class=$(sed -n 's/^class \\([A-Za-z]*\\) .*/\\1/p' "$script")
            shift
            exec "$JAVA_HOME/bin/java" -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -XX:-UsePerfData -cp "$TEST_PATH" "$class" "$@"
            """;
    private static final String CURL = """
            #!/bin/sh
            for argument; do
              shift
              case $argument in
                https://management.azure.com*) set -- "$@" "$SIMULATOR${argument#https://management.azure.com}" ;;
                https://graph.microsoft.com*) set -- "$@" "$SIMULATOR${argument#https://graph.microsoft.com}" ;;
                *) set -- "$@" "$argument" ;;
              esac
            done
            PATH=${PATH#*:}
            exec curl "$@"
            """;
    private static final String PSQL = """
            #!/bin/sh
            case $PGPASSWORD in eyJ*) echo "psql has a token" ;; *) exit 1 ;; esac
            """;
    private static final String KUBECTL = """
            #!/bin/sh
            case "$*" in
              config*) for argument; do case $argument in --exec-command=*) echo "${argument#*=}" >~/.kube/exec ;; esac; done ;;
              *get*) "$(cat ~/.kube/exec)" | grep -q '"kind":"ExecCredential","status":{"token":"eyJ' ;;
            esac
            """;
    private static final String MVN = """
            #!/bin/sh
            # This is mvn verify: its tests run this.
            case $1 in verify|spotless:apply|-B) ;; *) exit 1 ;; esac
            """;

    private DocsPrograms() {}

    /** Writes them into a folder and gives the environment in which they are found. */
    public static Map<String, String> in(Path folder, Jbang jbang, Map<String, String> environment) {
        write(folder, "jbang", JBANG);
        write(folder, "jbangw", JBANG);
        write(folder, "curl", CURL);
        write(folder, "psql", PSQL);
        write(folder, "kubectl", KUBECTL);
        write(folder, "mvn", MVN);
        var all = new HashMap<>(jbang.environment(environment));
        var java = Path.of(System.getProperty("java.home"), "bin");
        all.put("PATH", folder + ":" + java + ":" + System.getenv("PATH"));
        all.put("ROOT", Project.root().toString());
        all.put("TEST_PATH", Project.classPath());
        return all;
    }

    private static void write(Path folder, String name, String text) {
        try {
            var file = Files.writeString(folder.resolve(name), text);
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
