package harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Programs on the PATH in place of those that a page names. {@code jbang} runs this checkout's commands without JBang,
 * anything else by jbangw; {@code curl}, {@code git} and (where there is one) {@code python3} are the real ones. The
 * others stand for what is not on every VM: each does what the real one does with what it is given, as far as
 * tokens go, and fails where that could not work. None takes a token in its arguments, where everybody could read it.
 */
public final class DocsPrograms {
    private static final String HEAD = """
            #!/bin/sh
            case "$*" in *eyJ*) echo "a token in the arguments of ${0##*/}" >&2; exit 90 ;; esac
            fail() { echo "${0##*/}: $1" >&2; exit 91; }
            real() { name=$1; shift; PATH='@PATH@' exec "$name" "$@"; }
            # Fetches a token from the endpoint in the environment.
            request_token() { curl -sSf "$@" | grep -q '"access_token":"eyJ' || fail "no token from the endpoint"; }
            # Starts a Model Context Protocol server as its client does.
            serve() {
              printf '%s\\n' '{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-06-18","capabilities":{},"clientInfo":{"name":"x","version":"1"}}}' |
                "$@" | grep -q '"protocolVersion":"2025-06-18"' || fail "no server: $*"
            }
            app_service() {
              request_token -H "X-IDENTITY-HEADER: $IDENTITY_HEADER" "$IDENTITY_ENDPOINT?api-version=2019-08-01&resource=$1"
            }
            """;

    private static final Map<String, String> PROGRAMS = new LinkedHashMap<>();

    static {
        PROGRAMS.put("jbang", """
                for argument; do
                  shift
                  case $argument in
                    https://raw.githubusercontent.com/*) set -- "$@" "@CATALOG@/${argument##*/}" ;;
                    *) set -- "$@" "$argument" ;;
                  esac
                done
                script='@ROOT@/scripts/'${1%@catalog}.java
                case $1 in *@catalog) ;; *) script= ;; esac
                [ -f "$script" ] || real '@ROOT@/jbangw' "$@"
                class=$(sed -n 's/^class \\([A-Za-z]*\\) .*/\\1/p' "$script")
                shift
                exec '@JAVA@/bin/java' -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -XX:-UsePerfData -cp '@TEST_PATH@' "$class" "$@"
                """);
        PROGRAMS.put("curl", """
                for argument; do
                  shift
                  case $argument in
                    https://your-registry.azurecr.io/*) set -- "$@" "@SERVICES@/${argument#https://*/}" ;;
                    https://*) fail "$argument is not of localhost" ;;
                    *) set -- "$@" "$argument" ;;
                  esac
                done
                real curl "$@"
                """);
        PROGRAMS.put("git", """
                # The clone is there already: in() links jbangw into it.
                [ "$*" = "clone https://github.com/cloudshell-jbang/cloudshell" ] && exit 0
                case $GIT_CONFIG_KEY_0 in http.https://dev.azure.com/*) ;; *) fail "the header would go anywhere" ;; esac
                for argument; do
                  shift
                  set -- "$@" "$(printf %s "$argument" | sed 's,^https://dev.azure.com,@SERVICES@,')"
                done
                GIT_CONFIG_KEY_0=http.@SERVICES@/.${GIT_CONFIG_KEY_0##*.} GIT_TERMINAL_PROMPT=0 real git "$@"
                """);
        PROGRAMS.put("python3", """
                PATH='@PATH@' command -v python3 >/dev/null && real python3 "$@"
                [ -f "$1" ] || fail "no such script"
                app_service https://management.azure.com/
                """);
        PROGRAMS.put("docker", """
                case $1 in
                  login)
                    case "$*" in *--password-stdin) ;; *) fail "the password is to come by standard input" ;; esac
                    [ "$(cat)" = '@REGISTRY_TOKEN@' ] || fail "that is no token of the registry" ;;
                  run)
                    case "$*" in *"--network host"*) ;; *) fail "a container has a loopback of its own" ;; esac
                    # A container has the variables that are passed on, and no other.
                    passed=
                    for name in $(printf '%s\\n' "$@" | sed -n '/^-e$/{n;p;}'); do
                      value=$(printenv "$name") && passed="$passed
                $name=$value"
                    done
                    case "$*" in *"${IDENTITY_HEADER:-none}"*) fail "the secret is in the arguments" ;; esac
                    IDENTITY_ENDPOINT=$(printf %s "$passed" | sed -n 's/^IDENTITY_ENDPOINT=//p')
                    IDENTITY_HEADER=$(printf %s "$passed" | sed -n 's/^IDENTITY_HEADER=//p')
                    app_service https://management.azure.com/ ;;
                  *) fail "$1?" ;;
                esac
                """);
        PROGRAMS.put("terraform", """
                [ "$ARM_USE_MSI" = true ] && [ -n "$ARM_SUBSCRIPTION_ID" ] || fail "it would ask az"
                for resource in https://graph.microsoft.com/ https://management.azure.com/; do
                  request_token -H Metadata:true -H "x-ms-identity: $IDENTITY_HEADER" "$MSI_ENDPOINT?api-version=2019-08-01&resource=$resource"
                done
                echo "No changes."
                """);
        PROGRAMS.put("ansible-playbook", """
                [ "$ANSIBLE_AZURE_AUTH_SOURCE" = msi ] && [ -n "$AZURE_SUBSCRIPTION_ID" ] || fail "it would ask az"
                app_service https://management.azure.com/
                """);
        PROGRAMS.put("azd", """
                curl -sSf -H "Authorization: Bearer $AZD_AUTH_KEY" -H Content-Type:application/json \\
                  -d '{"scopes": ["https://management.azure.com//.default"]}' \\
                  "$AZD_AUTH_ENDPOINT/token?api-version=2023-07-12-preview" | grep -q '"success"' || fail "no token"
                """);
        PROGRAMS.put("az", """
                [ -d "$AZURE_CONFIG_DIR" ] || fail "this would change the account of every day"
                case "$*" in
                  "login --identity"*) request_token -H Metadata:true -d resource=https://management.core.windows.net/ "$MSI_ENDPOINT"
                    echo in >"$AZURE_CONFIG_DIR/signed" ;;
                  *) [ -f "$AZURE_CONFIG_DIR/signed" ] || fail "nobody is signed in" ;;
                esac
                """);
        PROGRAMS.put("claude", "[ \"$1 $2 $4\" = 'mcp add --' ] || fail \"$*\"; shift 4; serve \"$@\"\n");
        PROGRAMS.put("copilot", "[ \"$1 $2 $4\" = 'mcp add --' ] || fail \"$*\"; shift 4; serve \"$@\"\n");
        PROGRAMS.put("gemini", """
                [ "$1 $2" = "mcp add" ] || fail "$*"
                shift 3
                for argument; do
                  shift
                  [ "$argument" = -- ] || set -- "$@" "$argument"
                done
                serve "$@"
                """);
        PROGRAMS.put("code", """
                [ "$1" = --add-mcp ] || fail "$*"
                serve jbang $(printf %s "$2" | sed -n 's/.*"command":"jbang".*"args":\\[\\(.*\\)\\].*/\\1/p' | tr '",' '  ')
                """);
        PROGRAMS.put("jupyter", "app_service https://management.azure.com\n");
        PROGRAMS.put("sqlcmd", """
                case "$*" in
                  *"--authentication-method ActiveDirectoryManagedIdentity"*) app_service https://database.windows.net/ ;;
                  *) fail "no user and no method" ;;
                esac
                """);
        PROGRAMS.put("psql", """
                case $PGPASSWORD in eyJ*) ;; *) fail "no token in PGPASSWORD" ;; esac
                case "$*" in *"host="*"user="*"sslmode=require"*) ;; *) fail "a token wants TLS and a user" ;; esac
                """);
        PROGRAMS.put("kubectl", """
                case "$*" in
                  "config set-credentials "*)
                    : >~/.exec
                    for argument; do
                      case $argument in
                        --exec-command=*|--exec-arg=*) echo "${argument#*=}" >>~/.exec ;;
                        --exec-api-version=*) echo "${argument#*=}" >~/.exec-version ;;
                      esac
                    done
                    grep -q 'v1$' ~/.exec-version && fail "interactiveMode must be specified"; : ;;
                  "--user=cloudshell get "*)
                    version=$(cat ~/.exec-version)
                    export KUBERNETES_EXEC_INFO='{"apiVersion":"'$version'","kind":"ExecCredential","spec":{"interactive":false}}'
                    set -- $(cat ~/.exec)
                    response=$("$@") || fail "the plugin failed"
                    case $response in *'"apiVersion":"'$version'"'*'"token":"eyJ'*) ;; *) fail "no credential" ;; esac ;;
                  "get "*)
                    [ "$AAD_LOGIN_METHOD" = msi ] || fail "kubelogin would ask somebody to sign in"
                    app_service 6dae42f8-4368-4678-94ff-3960e28e3630 ;;
                  *) fail "$*?" ;;
                esac
                """);
        // What cron does: a job has hardly anything in its environment. If the simulator is comes from here.
        PROGRAMS.put("crontab", """
                [ "$*" = -l ] && fail "no crontab for you"
                [ "$*" = - ] || fail "$*?"
                while read -r minute hour day month weekday command; do
                  case $minute$hour$day$month$weekday in *[!0-9*,/-]*) fail "no time: $minute $hour" ;; esac
                  case $command in *%*) fail "a percent sign ends the command" ;; "") fail "no command" ;; esac
                  cd / && env -i HOME="$HOME" LOGNAME=you SHELL=/bin/sh PATH='@PATH@' MSI_ENDPOINT="$MSI_ENDPOINT" \\
                    AZURE_RESOURCE_MANAGER_ENDPOINT="$AZURE_RESOURCE_MANAGER_ENDPOINT" /bin/sh -c "$command" </dev/null || fail "failed"
                done
                [ -s "$HOME/vms.csv" ] || fail "the job left nothing"
                """);
        PROGRAMS.put("pwsh", """
                script=$(cat)
                case $script in
                  *ConvertTo-SecureString*-AsPlainText*-Force*"-Authentication Bearer -Token"*) ;;
                  *) fail "a token as plain text" ;;
                esac
                command=$(printf '%s\\n' "$script" | sed -n 's/.*(\\(jbang [^)]*\\)).*/\\1/p')
                token=$(eval "$command") || fail "no token"
                arm=$(printf '%s\\n' "$script" | sed -n 's/.*\\$env:\\([A-Z_]*\\) ??.*/\\1/p')
                path=$(printf '%s\\n' "$script" | sed -n 's/^Invoke-RestMethod "$arm\\([^"]*\\)" .*/\\1/p')
                printf 'Authorization: Bearer %s' "$token" | curl -sSf -H @- "$(printenv "$arm")$path"
                """);
        // "mvn verify" is what runs the tests that run this.
        PROGRAMS.put("mvn", """
                case "$*" in
                  test|verify|spotless:apply|"-B "*verify*) ;;
                  *spring-boot:run*) app_service 'https://management.azure.com&client_id=of-production' ;;
                  test*-Dtest=*|*verify*) ;;
                  *) fail "$*?" ;;
                esac
                """);
    }

    private DocsPrograms() {}

    /**
     * Writes them into a directory and gives the environment in which they are found.
     *
     * @param environment where {@code CATALOG} is this checkout over http, {@code SERVICES} the URL of {@link
     *     DocsServices}; each may be missing where no page is run
     */
    public static Map<String, String> in(Path directory, Jbang jbang, Map<String, String> environment) {
        var here = Map.of(
                "@ROOT@", Project.root().toString(),
                "@TEST_PATH@", Project.classPath(),
                "@PATH@", Tools.path(),
                "@JAVA@", System.getProperty("java.home"),
                "@CATALOG@", environment.getOrDefault("CATALOG", ""),
                "@SERVICES@", environment.getOrDefault("SERVICES", ""),
                "@REGISTRY_TOKEN@", DocsServices.REGISTRY_TOKEN);
        PROGRAMS.forEach((name, lines) -> {
            var text = HEAD + lines;
            for (var place : here.entrySet()) {
                text = text.replace(place.getKey(), place.getValue().replace("'", "'\\''"));
            }
            write(directory.resolve("bin").resolve(name), text);
        });
        // jbangw by its path: in a clone that is the current directory, in one below it, and in one below the home.
        for (var clone : new Path[] {
            directory, directory.resolve("cloudshell"), jbang.home().resolve("cloudshell")
        }) {
            link(clone.resolve("jbangw"), directory.resolve("bin/jbang"));
        }
        var all = new HashMap<>(jbang.environment(environment));
        var java = Path.of(System.getProperty("java.home"), "bin");
        all.put("PATH", directory.resolve("bin") + ":" + java + ":" + Tools.path());
        return all;
    }

    private static void write(Path file, String text) {
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void link(Path link, Path file) {
        try {
            Files.createDirectories(link.getParent());
            Files.createSymbolicLink(link, file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
