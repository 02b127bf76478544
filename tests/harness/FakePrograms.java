package harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Programs that stand for az and pwsh, each a few lines of sh, in a directory that is the whole PATH: what is installed
 * on localhost is not found. What they print was printed by the real ones (azure-cli 2.45).
 */
public record FakePrograms(Path directory) {
    public static final String TENANT = "72f988bf-0000-4000-8000-000000000001";
    public static final String SUBSCRIPTION = "10000000-0000-4000-8000-000000000000";

    /** A token of ada@contoso.example in that tenant, from az's own application. */
    public static final String TOKEN = "eyJhbGciOiJub25lIn0."
            + "eyJ1cG4iOiJhZGFAY29udG9zby5leGFtcGxlIiwidGlkIjoiNzJmOTg4YmYtMDAwMC00MDAwLTgwMDAtMDAwMDAwMDAwMDAxIiwiYXBwa"
            + "WQiOiIwNGIwNzc5NS04ZGRiLTQ2MWEtYmJlZS0wMmY5ZTFiZjdiNDYiLCJhbXIiOlsicHdkIiwibWZhIl19.c2ln";

    /** What az prints for a token: here with the expiry of newer versions. */
    public static final String AZ_TOKEN = """
            {
              "accessToken": "%s",
              "expiresOn": "2099-12-31 23:00:00.000000",
              "expires_on": 4102441200,
              "subscription": "%s",
              "tenant": "%s",
              "tokenType": "Bearer"
            }""".formatted(TOKEN, SUBSCRIPTION, TENANT);

    public static final String AZ_SIGNED_OUT = "ERROR: Please run 'az login' to setup account.";
    public static final String POWERSHELL_SIGNED_OUT = "Run Connect-AzAccount to login.";

    /** What this toolkit's own lines for pwsh print. */
    public static final String POWERSHELL_TOKEN =
            "{\"Token\":\"%s\",\"ExpiresOn\":\"2099-12-31T23:00:00.0000000Z\",\"TenantId\":\"%s\",\"Type\":\"Bearer\"}"
                    .formatted(TOKEN, TENANT);

    /** A program that notes its arguments and then does what the lines of sh say. */
    public FakePrograms add(String name, String lines) {
        var file = directory.resolve(name);
        try {
            Files.writeString(
                    file,
                    "#!/bin/sh\nPATH=" + Tools.quoted(Tools.path()) + "\nprintf '%s\\n' \"$@\" >>"
                            + Tools.quoted(noted(name).toString()) + "\n" + lines + "\n");
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    /** A program that prints this on stdout. */
    public FakePrograms responds(String name, String text) {
        return add(name, "cat <<'END'\n" + text + "\nEND");
    }

    /** A program that prints this on stderr and ends with an exit code. */
    public FakePrograms fails(String name, int exit, String text) {
        return add(name, "cat >&2 <<'END'\n" + text + "\nEND\nexit " + exit);
    }

    /** The arguments that the program was called with, of all calls in order. */
    public List<String> arguments(String name) {
        try {
            return Files.exists(noted(name)) ? Files.readAllLines(noted(name)) : List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** An environment with nothing but these programs, and what is given. */
    public Map<String, String> environment(Map<String, String> more) {
        var all = new HashMap<>(more);
        all.put("PATH", directory.toString());
        return Map.copyOf(all);
    }

    public Map<String, String> environment() {
        return environment(Map.of());
    }

    private Path noted(String name) {
        return directory.resolve(name + ".arguments");
    }
}
