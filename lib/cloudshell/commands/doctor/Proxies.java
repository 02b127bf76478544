package cloudshell.commands.doctor;

import cloudshell.token.Settings;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Reports proxies between a program and an endpoint, in every way that Java and the environment can name one. URLs of
 * variables are not printed, since they may contain a password; Java's properties have a host only.
 */
final class Proxies {
    /** Variables with more options for the JVM, in its own order (JDK's java(1)). */
    private static final List<String> OPTIONS =
            List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS", "JBANG_JAVA_OPTIONS");

    private static final List<String> PROPERTIES = List.of("https.proxyHost", "http.proxyHost", "socksProxyHost");
    private static final String SYSTEM = "java.net.useSystemProxies";
    private static final String ID = "proxy";

    private Proxies() {}

    static List<Finding> findings(Settings settings) {
        var findings = new ArrayList<Finding>();
        for (var property : PROPERTIES) {
            var host = property(property, settings);
            if (!host.isEmpty()) {
                findings.add(Finding.note(
                        ID,
                        property + " names a proxy, " + host.replaceAll(".*@", "") + port(property, settings)
                                + from(property, settings) + uses(property),
                        ""));
            }
        }
        if (property(SYSTEM, settings).equals("true")) {
            findings.add(Finding.note(
                    ID,
                    SYSTEM + " is true" + from(SYSTEM, settings) + ": Java takes the system's proxy, if it has one",
                    ""));
        }
        var hasJavas = !findings.isEmpty();
        var named = Stream.of("HTTPS_PROXY", "ALL_PROXY")
                .filter(name -> isSet(name, settings))
                .toList();
        if (Stream.of("HTTP_PROXY", "ALL_PROXY").anyMatch(name -> isSet(name, settings))
                && !excludesLoopback(settings)) {
            findings.add(Finding.warn(
                    ID,
                    (isSet("HTTP_PROXY", settings) ? "HTTP_PROXY" : "ALL_PROXY")
                            + " is set and NO_PROXY leaves localhost out: az, curl and Python send their request for"
                            + " the token endpoint to the proxy; this toolkit does not",
                    "export NO_PROXY=localhost,127.0.0.1"));
        }
        if (!named.isEmpty() && !hasJavas) {
            findings.add(Finding.warn(
                    ID,
                    named.get(0) + (isSocks(named.get(0), settings) ? " names a SOCKS proxy" : " is set")
                            + ", but Java does not read it: Azure is called without the proxy",
                    "if the proxy is needed: export JAVA_TOOL_OPTIONS='"
                            + (isSocks(named.get(0), settings)
                                    ? "-DsocksProxyHost=HOST -DsocksProxyPort=PORT'"
                                    : "-Dhttps.proxyHost=HOST -Dhttps.proxyPort=PORT'")));
        }
        return findings.isEmpty() ? List.of(Finding.ok(ID, "no proxy is configured")) : findings;
    }

    private static String uses(String property) {
        return switch (property) {
            case "socksProxyHost" ->
                ": requests to Azure go through it, except PATCH, which is rejected; none to localhost";
            case "http.proxyHost" -> ": requests over http go through it, none to localhost";
            default -> ": requests to Azure go through it, none to localhost";
        };
    }

    private static String port(String property, Settings settings) {
        var port = property(property.replace("Host", "Port"), settings);
        return port.isEmpty() ? "" : ":" + port;
    }

    /** Returns a property of this JVM, or one that the environment would set. */
    private static String property(String name, Settings settings) {
        var own = System.getProperty(name, "");
        if (!own.isEmpty()) {
            return own;
        }
        for (var variable : OPTIONS) {
            var given = given(name, settings.variable(variable));
            if (!given.isEmpty()) {
                return given;
            }
        }
        return "";
    }

    private static String from(String name, Settings settings) {
        for (var variable : OPTIONS) {
            if (!given(name, settings.variable(variable)).isEmpty()) {
                return " (in " + variable + ")";
            }
        }
        return "";
    }

    private static String given(String name, String options) {
        var option = Pattern.compile("(?:^|[\\s'\"])-D" + Pattern.quote(name) + "=([^\\s'\"]+)")
                .matcher(options);
        return option.find() ? option.group(1) : "";
    }

    private static boolean isSet(String variable, Settings settings) {
        return !value(variable, settings).isBlank();
    }

    private static boolean isSocks(String variable, Settings settings) {
        return value(variable, settings).regionMatches(true, 0, "socks", 0, 5);
    }

    /** Reads the lower-case variable first, as curl and Python do. */
    private static String value(String variable, Settings settings) {
        var lower = settings.variable(variable.toLowerCase(Locale.ROOT));
        return lower.isBlank() ? settings.variable(variable) : lower;
    }

    private static boolean excludesLoopback(Settings settings) {
        return Stream.of(value("NO_PROXY", settings).split("[, ]+"))
                .anyMatch(host -> host.equals("*") || host.equals("localhost"));
    }
}
