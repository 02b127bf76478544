//SOURCES ErrorBody.java ErrorDetails.java
package cloudshell.errors;

import cloudshell.http.SafeText;
import cloudshell.http.ServiceError;
import cloudshell.http.Transport;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Parses error responses in all forms that Azure services use: the errors of Resource Manager, OData (old and new),
 * OAuth, problem details, flat ones, XML, an HTML page, a line of text, or headers only.
 */
public final class ErrorResponseParser {
    private static final int LONGEST_OUTER = 600;
    private static final int LONGEST_INNER = 300;
    private static final int LONGEST_INNERMOST = 700;
    private static final int LONGEST_URL = 80;
    private static final int LONGEST_LINE = 1000;

    /** The start of Resource Graph's outer message, which has ids but no cause. */
    private static final String FOR_SUPPORT = "Please provide below info when asking for support";

    private static final Pattern SECRET = Pattern.compile(
            "(?i)\\b(sig|AccountKey|SharedAccessKey(?!Name)|password|pwd"
                    + "|client_secret|refresh_token|access_token)(\"?\\s*[=:]\\s*\"?)[^\\s&;,\"']+|\\b(Bearer) [^\\s,;\"'=]{8,}");

    private static final Pattern DESCRIPTION =
            Pattern.compile("(?i)(?:^|[ ,])error_description\\s*=\\s*\"((?:[^\"\\\\]|\\\\.){1,1000}+)\"");

    private static final Pattern URL = Pattern.compile("https?://[^\\s\"'<>]+");

    private static final String[] REQUEST_IDS = ("x-ms-request-id request-id x-ms-requestid requestid x-request-id "
                    + "x-ms-activity-id activityid x-ms-root-activity-id apim-request-id x-databricks-request-id x-azure-ref")
            .split(" ");
    /** Storage, IoT Hub, Power BI, and Microsoft Graph's throttling. */
    private static final String[] HEADER_CODES = {
        "x-ms-error-code", "iothub-errorcode", "x-powerbi-error-info", "x-ms-throttle-information"
    };

    /** Databricks, Power BI and SharePoint, Microsoft Graph, Resource Manager's front end. */
    private static final String[] HEADER_REASONS = {
        "x-ms-error-message",
        "x-databricks-reason-phrase",
        "x-powerbi-error-details",
        "x-ms-diagnostics",
        "x-ms-throttle-scope",
        "x-ms-failure-cause",
        "x-error-message"
    };

    private static final String[] CORRELATION_IDS = {
        "x-ms-correlation-request-id", "x-ms-correlation-id", "x-correlation-id"
    };

    /** What to try after an HTML page. */
    public static final String PAGE_HINT =
            "open any http page in a browser, to sign in to this network; or jbang doctor@catalog, which names each proxy";

    private ErrorResponseParser() {}

    /**
     * Returns the error of a response, on one printable line. Never throws.
     *
     * @param secret the token that was sent, which a service may repeat; or ""
     */
    public static ServiceError of(Transport.Response response, String secret) {
        var body = ErrorBody.of(response.body());
        var details = ErrorDetails.of(body.tree(), response.status());
        var headerCode = header(response, HEADER_CODES);
        var links = cleaned(
                links(details.links, headerCode, either(body.text(), otherwise(response)), response.status()), secret);
        var echoed = header(response, "client-request-id", "x-ms-client-request-id");
        var request = either(header(response, REQUEST_IDS), either(details.requestId, echoed));
        var correlation = either(header(response, CORRELATION_IDS), details.correlationId);
        return new ServiceError(
                response.status(),
                links.isEmpty() ? "" : links.get(0).code(),
                inOneLine(links),
                clean(request, secret),
                correlation.equals(request) ? "" : clean(correlation, secret),
                SafeText.line(clean(body.instead(), secret)),
                chain(links));
    }

    /** Adds a code or message from the headers if the body has none. */
    private static List<ErrorDetails.ErrorDetail> links(
            List<ErrorDetails.ErrorDetail> said, String headerCode, String otherwise, int status) {
        if (said.isEmpty()) {
            return (headerCode + otherwise).isEmpty()
                    ? said
                    : List.of(new ErrorDetails.ErrorDetail(headerCode, otherwise));
        }
        var all = new ArrayList<>(said);
        var code = said.get(0).code();
        if (!headerCode.isEmpty() && (code.isEmpty() || code.equals(Integer.toString(status)))) {
            all.set(0, new ErrorDetails.ErrorDetail(headerCode, said.get(0).message()));
        } else if (!headerCode.isEmpty()
                && said.stream().noneMatch(link -> link.toString().contains(headerCode))) {
            all.add(new ErrorDetails.ErrorDetail(headerCode, ""));
        }
        return all;
    }

    private static List<ErrorDetails.ErrorDetail> cleaned(List<ErrorDetails.ErrorDetail> links, String secret) {
        return links.stream()
                .map(link -> new ErrorDetails.ErrorDetail(clean(link.code(), secret), clean(link.message(), secret)))
                .toList();
    }

    private static String chain(List<ErrorDetails.ErrorDetail> links) {
        return links.stream().map(ErrorDetails.ErrorDetail::toString).collect(Collectors.joining("\n"));
    }

    /** Returns whether the body is an HTML page, which a proxy or a sign-in page sends instead of the service. */
    public static boolean isPage(Transport.Response response) {
        var head = new String(response.body(), 0, Math.min(response.body().length, 2048), StandardCharsets.UTF_8);
        return head.stripLeading().startsWith("<") && ErrorBody.isHtml(head.stripLeading());
    }

    /**
     * Returns the outermost message, followed by the inner ones in parentheses if they add something; the innermost is
     * never left out.
     */
    private static String inOneLine(List<ErrorDetails.ErrorDetail> links) {
        if (links.isEmpty()) {
            return "";
        }
        var outer = links.get(0).message();
        var inner = new StringBuilder();
        for (int i = links.size() - 1; i > 0; i--) {
            var isInnermost = i == links.size() - 1;
            var said = cutInTheMiddle(links.get(i).toString(), isInnermost ? LONGEST_INNERMOST : LONGEST_INNER);
            if (outer.contains(said) || inner.indexOf(said) >= 0) {
                continue;
            }
            if (LONGEST_OUTER / 2 + inner.length() + said.length() > LONGEST_LINE) {
                inner.insert(0, "\u2026; ");
                break;
            }
            inner.insert(0, inner.length() == 0 ? said : said + "; ");
        }
        if (inner.length() == 0) {
            return cutInTheMiddle(outer, LONGEST_LINE);
        }
        var first = SafeText.cut(outer, Math.max(LONGEST_LINE - inner.length(), LONGEST_OUTER / 2));
        if (first.startsWith(FOR_SUPPORT)) {
            return inner + " (" + first + ")";
        }
        return first.isEmpty() ? inner.toString() : first + " (" + inner + ")";
    }

    /** Returns the message in the headers, for a body without one. */
    private static String otherwise(Transport.Response response) {
        var devOps = header(response, "x-tfs-serviceerror");
        try {
            var reason = devOps.isEmpty()
                    ? header(response, HEADER_REASONS)
                    : URLDecoder.decode(devOps, StandardCharsets.UTF_8);
            return reason.isEmpty() ? challenged(response) : reason;
        } catch (IllegalArgumentException e) {
            return devOps;
        }
    }

    private static String challenged(Transport.Response response) {
        return response.headers("WWW-Authenticate").stream()
                .flatMap(header -> DESCRIPTION.matcher(header).results())
                .map(found -> found.group(1).replaceAll("\\\\(.)", "$1"))
                .findFirst()
                .orElse("");
    }

    private static String header(Transport.Response response, String... names) {
        for (var name : names) {
            var value = response.header(name).orElse("").strip();
            if (!value.isEmpty()) {
                return value;
            }
        }
        return "";
    }

    private static String either(String one, String other) {
        return one.isEmpty() ? other : one;
    }

    private static String clean(String text, String secret) {
        var masked = SECRET.matcher(text).replaceAll("$1$2$3***");
        return SafeText.shown(cutInTheMiddle(withShortUrls(masked.replaceAll("\\s+", " ")), LONGEST_LINE), secret);
    }

    /** Cuts the parameters of links to a portal or a form, which can be longer than the message. */
    private static String withShortUrls(String text) {
        return URL.matcher(text)
                .replaceAll(url -> Matcher.quoteReplacement(
                        url.group().length() <= LONGEST_URL
                                ? url.group()
                                : url.group().replaceFirst("[?#].*", "\u2026")));
    }

    /**
     * Truncates in the middle: a message begins with what happened and ends with the decisive numbers, limits and
     * names.
     */
    private static String cutInTheMiddle(String text, int most) {
        if (text.length() <= most) {
            return text;
        }
        int tail = most / 3;
        var head = SafeText.cut(text, most - tail - 1);
        int from = text.length() - tail;
        return head + text.substring(Character.isLowSurrogate(text.charAt(from)) ? from + 1 : from);
    }
}
