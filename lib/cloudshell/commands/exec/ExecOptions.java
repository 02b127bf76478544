//SOURCES ExecEnvironment.java
package cloudshell.commands.exec;

import cloudshell.cli.Invocation;
import cloudshell.managedidentity.EndpointOptions;
import cloudshell.managedidentity.ManagedIdentityEndpoint;
import cloudshell.token.AccessToken;
import cloudshell.token.Audience;
import cloudshell.token.Tokens;
import cloudshell.token.UsageException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Reads the options of exec. */
public final class ExecOptions {
    private static final int LAST_PORT = 65_535;

    private ExecOptions() {}

    /**
     * Returns the options of the endpoint.
     *
     * @throws UsageException if an audience is malformed, or the port is out of bounds
     */
    public static EndpointOptions endpoint(Invocation call) {
        var only = new ArrayList<Audience>();
        for (var audience : call.values("only")) {
            only.add(call.audience(audience, call.settings().cloud()));
        }
        return EndpointOptions.DEFAULTS
                .withPort((int) call.number("port", 0, 0, LAST_PORT))
                .withOnly(only)
                .withIgnoreClientId(call.has("ignore-client-id"));
    }

    /**
     * Returns each {@code --env NAME=AUDIENCE}, in order.
     *
     * @throws UsageException if a value does not have this form, or its name is reserved
     */
    public static Map<String, Audience> inVariables(Invocation call) {
        var pairs = new LinkedHashMap<String, Audience>();
        for (var pair : call.values("env")) {
            int equals = pair.indexOf('=');
            var name = pair.substring(0, Math.max(equals, 0));
            if (!name.matches("[A-Za-z_][A-Za-z0-9_]*")) {
                throw call.usage("--env takes NAME=AUDIENCE, as in PGPASSWORD=postgres, not '" + pair + "'");
            }
            if (ReservedVariables.include(name)) {
                throw call.usage("--env cannot set " + name + ": exec, the loader, the shell or a runtime reads it");
            }
            pairs.put(
                    name,
                    call.audience(pair.substring(equals + 1), call.settings().cloud()));
        }
        if (!pairs.isEmpty() && call.arguments().isEmpty()) {
            throw call.usage("--env needs a COMMAND; jbang token@catalog -o export is for a shell");
        }
        return pairs;
    }

    /** Warns of each option of exec after COMMAND, which receives it: there it restricts nothing. */
    public static void warnOfOptionsBehindCommand(Invocation call) {
        var words = call.arguments();
        for (int i = 1; i < words.size(); i++) {
            var word = words.get(i);
            var name = word.replaceFirst("=.*", "");
            var value = word.contains("=")
                    ? word.substring(name.length() + 1)
                    : i + 1 < words.size() ? words.get(i + 1) : "";
            var isOwn = List.of("--only", "--ignore-client-id", "--port").contains(name)
                    || name.equals("--env") && Audience.names().contains(value.replaceFirst("^[^=]*=", ""));
            if (isOwn) {
                call.note(name + " after COMMAND is an argument of COMMAND; options of exec come before --");
            }
        }
    }

    /** Returns the tokens for these variables. At a terminal it prints how long each is valid. */
    public static Map<String, String> fetched(Map<String, Audience> inVariables, Tokens tokens, Invocation call) {
        var values = new LinkedHashMap<String, String>();
        for (var variable : inVariables.entrySet()) {
            var token = tokens.token(variable.getValue());
            values.put(variable.getKey(), token.reveal());
            call.hint(variable.getKey() + " has a token for "
                    + variable.getValue().resource() + " for " + timeLeft(token) + ", and is not refreshed");
        }
        return values;
    }

    private static String timeLeft(AccessToken token) {
        return Duration.between(Instant.now(), token.expiresAt()).toMinutes() + " min";
    }

    /**
     * Variables that never get a token: those that lead a program to the endpoint, and those that a loader, a shell or
     * a runtime reads before the program, which would fail, or print the token as a file that does not exist.
     */
    private static final class ReservedVariables {
        private static final List<String> PREFIXES = List.of(
                "LD_",
                "DYLD_",
                "_RLD",
                "MALLOC_",
                "BASH_",
                "LC_",
                "PYTHON",
                "PERL",
                "RUBY",
                "GEM_",
                "NODE_",
                "NPM_CONFIG_",
                "DOTNET_",
                "CORECLR_",
                "COR_",
                "COMPLUS_",
                "LUA_",
                "GIT_",
                "XDG_",
                "SSH_",
                "JBANG_",
                "CLOUDSHELL_");

        private static final Set<String> NAMES = Set.of(
                // the shell's and the system's
                "PATH",
                "PATHEXT",
                "COMSPEC",
                "SYSTEMROOT",
                "WINDIR",
                "HOME",
                "USERPROFILE",
                "USER",
                "LOGNAME",
                "SHELL",
                "PWD",
                "OLDPWD",
                "ENV",
                "IFS",
                "CDPATH",
                "FPATH",
                "ZDOTDIR",
                "SHELLOPTS",
                "BASHOPTS",
                "GLOBIGNORE",
                "PROMPT_COMMAND",
                "PS1",
                "PS2",
                "PS4",
                "TERM",
                "TERMINFO",
                "LANG",
                "LANGUAGE",
                "TZ",
                "TMPDIR",
                "TMP",
                "TEMP",
                "EDITOR",
                "VISUAL",
                "PAGER",
                "LESSOPEN",
                "LESSCLOSE",
                "MANPAGER",
                "BROWSER",
                // the C library's and the loader's
                "GCONV_PATH",
                "GETCONF_DIR",
                "GLIBC_TUNABLES",
                "HOSTALIASES",
                "LOCALDOMAIN",
                "LOCPATH",
                "NIS_PATH",
                "NLSPATH",
                "RESOLV_HOST_CONF",
                "RES_OPTIONS",
                "TZDIR",
                "LIBPATH",
                "SHLIB_PATH",
                // runtimes'
                "JAVA_TOOL_OPTIONS",
                "JDK_JAVA_OPTIONS",
                "_JAVA_OPTIONS",
                "JAVA_OPTS",
                "JAVA_HOME",
                "CLASSPATH",
                "MAVEN_OPTS",
                "MAVEN_ARGS",
                "GRADLE_OPTS",
                "PSMODULEPATH",
                "PHPRC",
                "PHP_INI_SCAN_DIR",
                "R_PROFILE",
                "R_ENVIRON",
                "GOFLAGS",
                "GODEBUG",
                // TLS
                "SSL_CERT_FILE",
                "SSL_CERT_DIR",
                "SSLKEYLOGFILE",
                "OPENSSL_CONF",
                "OPENSSL_MODULES",
                "OPENSSL_ENGINES",
                "CURL_CA_BUNDLE",
                "REQUESTS_CA_BUNDLE");

        private ReservedVariables() {}

        /** Not case-sensitive, since Windows is not. */
        static boolean include(String variable) {
            var name = variable.toUpperCase(Locale.ROOT);
            return ManagedIdentityEndpoint.isReserved(variable)
                    || NAMES.contains(name)
                    || PREFIXES.stream().anyMatch(name::startsWith);
        }
    }
}
