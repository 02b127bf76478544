package cloudshell.signin;

import cloudshell.wire.SafeText;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What az or pwsh wrote to stderr.
 *
 * @param text its error on one line, without warnings, tracebacks and colours; "" where there is none
 * @param advice the commands that it recommends itself, or ""
 * @param entraCode the code of Entra's refusal ({@code AADSTS50076}), or ""
 */
record ProgramError(String text, String advice, String entraCode) {
    private static final Pattern COLOUR = Pattern.compile("\u001b\\[[0-9;]*[A-Za-z]");
    private static final Pattern ENTRA_CODE = Pattern.compile("AADSTS\\d{4,8}");
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
            recommends |= line.endsWith("lease run:") || line.endsWith("log in with:");
            if (recommends && line.startsWith("az ")) {
                advice.add(line);
            } else if (!recommends) {
                text.add(LEAD.matcher(line).replaceFirst(""));
            }
        }
        if (text.isEmpty() && stderr.contains("Traceback")) {
            text.add(stderr.stripTrailing().substring(stderr.stripTrailing().lastIndexOf('\n') + 1));
        }
        var whole = SafeText.withoutSecrets(String.join(" ", text), "");
        var code = ENTRA_CODE.matcher(whole);
        return new ProgramError(
                SafeText.printable(whole), SafeText.line(String.join(" && ", advice)), code.find() ? code.group() : "");
    }

    /** What helps against a refusal of Entra, by its code, where that is more than signing in again. */
    Optional<String> entraAdvice() {
        return switch (entraCode) {
            case "AADSTS53000", "AADSTS53001", "AADSTS530033" ->
                Optional.of("Conditional Access wants a managed device: run it on one; in Cloud Shell, its own identity"
                        + " needs no az login: --source cloud-shell");
            case "AADSTS53003" ->
                Optional.of("Conditional Access forbids it here; ask whoever runs the tenant which rule it is");
            case "AADSTS500011", "AADSTS650057" -> Optional.of("check the audience, and --tenant and --cloud");
            case "AADSTS50020", "AADSTS90072", "AADSTS900023", "AADSTS90002" ->
                Optional.of("name a tenant that has this user: --tenant, or az login --tenant TENANT");
            default -> Optional.empty();
        };
    }
}
