package cloudshell.managedidentity;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A request for a token.
 *
 * @param resource as the program wrote it, or ""
 * @param identity the user-assigned identity that it names, or ""
 * @param rejected SHA-256 in hexadecimal of a token that a service has rejected, or "" (MSAL's {@code
 *     token_sha256_to_refresh})
 * @param tenant the required tenant, or "" for any
 */
record TokenRequest(String resource, String identity, String rejected, String tenant) {
    private static final List<String> IDENTITIES =
            List.of("client_id", "clientid", "object_id", "principal_id", "mi_res_id", "msi_res_id");

    private static final List<String> TENANTS = List.of("tenantid", "tenant_id", "tenant", "tid");

    /** @throws IllegalArgumentException if a parameter is not percent-encoded correctly */
    static TokenRequest of(String query, String form) {
        var parameters = new HashMap<String, String>();
        read(form, parameters);
        read(query, parameters);
        return new TokenRequest(
                parameters.getOrDefault("resource", ""),
                identity(parameters),
                parameters.getOrDefault("token_sha256_to_refresh", ""),
                first(TENANTS, parameters));
    }

    private static void read(String text, Map<String, String> parameters) {
        for (var parameter : text == null ? new String[0] : text.split("&")) {
            int equals = parameter.indexOf('=');
            if (equals > 0) {
                var name = decoded(parameter.substring(0, equals)).toLowerCase(Locale.ROOT);
                parameters.put(name, decoded(parameter.substring(equals + 1)).strip());
            }
        }
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, UTF_8);
    }

    private static String first(List<String> names, Map<String, String> parameters) {
        for (var name : names) {
            if (!parameters.getOrDefault(name, "").isEmpty()) {
                return parameters.get(name);
            }
        }
        return "";
    }

    private static String identity(Map<String, String> parameters) {
        for (var name : IDENTITIES) {
            if (!parameters.getOrDefault(name, "").isEmpty()) {
                return name + " " + parameters.get(name);
            }
        }
        return "";
    }
}
