package cloudshell.commands.doctor;

import cloudshell.token.Settings;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Proxies that would come between a program and an endpoint. Their URLs are not shown: they may hold a password. */
final class Proxies {
    private Proxies() {}

    static List<Finding> findings(Settings settings) {
        var findings = new ArrayList<Finding>();
        if (isSet("HTTP_PROXY", settings) && !excludesLoopback(settings)) {
            findings.add(Finding.warn(
                    "proxy",
                    "HTTP_PROXY is set and NO_PROXY leaves localhost out: az, curl and Python send their request for"
                            + " the token endpoint to the proxy; this toolkit does not",
                    "export NO_PROXY=localhost,127.0.0.1"));
        }
        if (isSet("HTTPS_PROXY", settings) && System.getProperty("https.proxyHost") == null) {
            findings.add(
                    Finding.warn(
                            "proxy",
                            "HTTPS_PROXY is set, but Java does not read it: Azure is called without the proxy",
                            "if the proxy is needed: export JAVA_TOOL_OPTIONS='-Dhttps.proxyHost=HOST -Dhttps.proxyPort=PORT'"));
        }
        return findings.isEmpty() ? List.of(Finding.ok("proxy", "no proxy is configured")) : findings;
    }

    private static boolean isSet(String variable, Settings settings) {
        return !value(variable, settings).isBlank();
    }

    private static String value(String variable, Settings settings) {
        var lower = settings.variable(variable.toLowerCase(java.util.Locale.ROOT));
        return lower.isBlank() ? settings.variable(variable) : lower;
    }

    private static boolean excludesLoopback(Settings settings) {
        return Stream.of(value("NO_PROXY", settings).split("[, ]+"))
                .anyMatch(host -> host.equals("*") || host.equals("localhost"));
    }
}
