package cloudshell.credentials;

import static java.nio.charset.StandardCharsets.UTF_8;

import cloudshell.http.SafeText;
import cloudshell.http.ServiceError;
import cloudshell.http.Transport;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The error that az or pwsh wrote to stderr.
 *
 * @param text the error on one line, without warnings, tracebacks and colours; "" if there is none
 * @param advice the commands that the program recommends, or ""
 * @param reason the error response of the service: its code ({@code AADSTS50076}) and ids
 */
record ProgramError(String text, String advice, ServiceError reason) {
    private static final Pattern COLOUR = Pattern.compile("\u001b\\[[0-9;]*[A-Za-z]");
    private static final Pattern ENTRA = Pattern.compile("\\b(AADSTS\\d{4,8})\\b");
    private static final Pattern IN_BRACKETS = Pattern.compile("^\\(?([A-Z]\\w+)\\) ");
    private static final Pattern TRACE = Pattern.compile("(?i)\\btrace id: ([0-9a-f-]{36})");
    private static final Pattern CORRELATION = Pattern.compile("(?i)\\bcorrelation id: ([0-9a-f-]{36})");
    private static final Pattern NOISE = Pattern.compile("^(WARNING|INFO|DEBUG|VERBOSE): .*"
            + "|.*Here is the traceback:$|^To open an issue, please run: .*|^Line \\|$|^\\d+ \\|.*|^\\|\\s*~+$");
    private static final Pattern LEAD = Pattern.compile("^(ERROR: |\\| +)");

    static ProgramError of(String stderr) {
        var text = new LinkedHashSet<String>();
        var advice = new ArrayList<String>();
        var recommends = false;
        for (var raw : COLOUR.matcher(stderr).replaceAll("").split("\\R")) {
            var line = raw.strip();
            if (line.startsWith("Traceback (most recent call last)")) {
                break;
            }
            if (line.isEmpty() || NOISE.matcher(line).matches()) {
                continue;
            }
            recommends |= line.matches(".*(lease run|log in with|may be added as needed):");
            if (recommends && line.startsWith("az ")) {
                advice.add(line);
            } else if (!recommends) {
                text.add(LEAD.matcher(line).replaceFirst(""));
            }
        }
        if (text.isEmpty() && stderr.contains("Traceback")) {
            text.add(stderr.stripTrailing().substring(stderr.stripTrailing().lastIndexOf('\n') + 1));
        }
        var reason = reason(SafeText.withoutSecrets(String.join(" ", text), ""));
        return new ProgramError(reason.message(), SafeText.line(String.join(" && ", advice)), reason);
    }

    /** Parses the service's JSON if the text contains it; Entra's code takes precedence. */
    private static ServiceError reason(String text) {
        int from = text.indexOf("{\"");
        int to = text.lastIndexOf('}') + 1;
        var body = from >= 0 && to > from ? text.substring(from, to) : "";
        var read = ServiceError.of(new Transport.Response(0, Map.of(), body.getBytes(UTF_8)), "");
        var said = read.code() + (read.message().isEmpty() ? "" : ": " + read.message());
        var whole = read.message().isEmpty()
                ? text
                : text.substring(0, from) + said + text.substring(to).replaceFirst("^[)\\s]+", "");
        var entra = found(ENTRA, whole);
        var code = !entra.isEmpty() ? entra : read.code().isEmpty() ? found(IN_BRACKETS, whole) : read.code();
        var line = SafeText.printable(whole);
        return new ServiceError(0, code, line, found(TRACE, whole), found(CORRELATION, whole), "", line);
    }

    private static String found(Pattern pattern, String text) {
        var found = pattern.matcher(text);
        return found.find() ? found.group(1) : "";
    }
}
