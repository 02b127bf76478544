package cloudshell.commands.mcp.limits;

import cloudshell.commands.mcp.limits.KqlToken.KqlTokenKind;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Narrows a query: behind each table that it reads comes a {@code where}, before any operator of the query sees a row. So
 * the rest of the query may rename, summarize or invent columns as it likes. Only known operators are let through, since
 * another one may read a table that this class does not see. The query is rewritten from its tokens, without comments.
 */
final class KqlNarrowing {
    /** Tables with the columns subscriptionId and resourceGroup (learn.microsoft.com, supported tables). */
    private static final Set<String> TABLES =
            words("resources resourcecontainers resourcechanges resourcecontainerchanges authorizationresources"
                    + " advisorresources alertsmanagementresources appserviceresources computeresources"
                    + " containerserviceresources dnsresources edgeorderresources elasticsanresources"
                    + " extendedlocationresources guestconfigurationresources healthresources"
                    + " healthresourcechanges insightsresources iotsecurityresources kubernetesconfigurationresources"
                    + " kustoresources maintenanceresources managedservicesresources migrateresources"
                    + " networkresources patchassessmentresources patchinstallationresources policyresources"
                    + " quotaresources recoveryservicesresources securityresources servicefabricresources"
                    + " servicehealthresources spotresources supportresources tagsresources");

    private static final Set<String> OPERATORS = words("where filter project project-away project-keep project-rename"
            + " project-reorder extend summarize order sort top take limit distinct count mv-expand mvexpand parse"
            + " parse-where join lookup union");

    /** Operators with other tables as arguments. */
    private static final Set<String> COMBINING = words("join lookup union");

    private static final int DEEPEST = 50;

    private final List<KqlToken> tokens;
    private final KqlExpressionCheck checks;
    private final String condition;
    private final StringBuilder out = new StringBuilder();
    private int next;
    private int depth;

    /** @param condition what each row must meet */
    KqlNarrowing(String query, String condition) {
        this.tokens = KqlLexer.tokens(query);
        this.checks = new KqlExpressionCheck(tokens, TABLES);
        this.condition = condition;
    }

    private static Set<String> words(String text) {
        return Set.of(text.split(" "));
    }

    /** @throws LimitException if anything in it could read rows that do not meet the condition */
    String narrowed() {
        pipeline();
        if (peek().kind() != KqlTokenKind.END) {
            throw LimitException.ofQuery("it has a ) without a (");
        }
        return out.toString().strip();
    }

    /** Reads a table, and the operators behind it, up to the end or to the parenthesis that closes it. */
    private void pipeline() {
        var first = peek();
        if (first.isName() && TABLES.contains(lower(first))) {
            table(next());
        } else if (first.isName() && OPERATORS.contains(lower(first)) && !COMBINING.contains(lower(first))) {
            out.append(" Resources | where ").append(condition).append(" |");
            operator();
        } else {
            throw LimitException.ofQuery(
                    "with -s or -g it must begin with a known table such as Resources, and not with '" + first.text()
                            + "'");
        }
        while (peek().is("|")) {
            next();
            out.append(" |");
            operator();
        }
        if (!peek().is(")") && peek().kind() != KqlTokenKind.END) {
            throw LimitException.ofQuery("a | must follow the table, and not '" + peek().text() + "'");
        }
    }

    private void table(KqlToken table) {
        out.append(' ').append(table.text()).append(" | where ").append(condition);
    }

    private void operator() {
        var name = next();
        if (!name.isName() || !OPERATORS.contains(lower(name))) {
            throw LimitException.ofQuery("the operator '" + name.text() + "' is not allowed with -s or -g");
        }
        if (peek().is("-") && !peek().isSpaced()) {
            throw LimitException.ofQuery("the operator '" + name.text() + "-' is not allowed with -s or -g");
        }
        out.append(' ').append(name.text());
        if (COMBINING.contains(lower(name))) {
            tables(lower(name));
        }
        expression();
    }

    /** Reads the arguments of an operator that reads other tables: its hints, and each table, narrowed as well. */
    private void tables(String operator) {
        boolean hasKeys = !operator.equals("union");
        while (!(hasKeys && peek().isName("on"))
                && !peek().is("|")
                && !peek().is(")")
                && peek().kind() != KqlTokenKind.END) {
            var token = next();
            if (token.is("(")) {
                out.append(" (");
                if (++depth > DEEPEST) {
                    throw LimitException.ofQuery("it has more than " + DEEPEST + " subqueries within each other");
                }
                pipeline();
                depth--;
                if (!next().is(")")) {
                    throw LimitException.ofQuery("a ( is not closed");
                }
                out.append(')');
            } else if (token.isName() && (peek().is("=") || peek().is("."))) {
                hint(token);
            } else if (token.isName() && TABLES.contains(lower(token))) {
                out.append(" (");
                table(token);
                out.append(')');
            } else if (token.is(",") && !hasKeys) {
                out.append(',');
            } else {
                throw LimitException.ofQuery(
                        "'" + token.text() + "' is not a table that can be narrowed in " + operator);
            }
        }
    }

    /** Reads a hint such as {@code kind = inner} or {@code hint.strategy=shuffle}. */
    private void hint(KqlToken name) {
        out.append(' ').append(name.text());
        while (peek().is(".")) {
            next();
            out.append('.').append(nameOf(next()));
        }
        if (!next().is("=")) {
            throw LimitException.ofQuery("'" + name.text() + "' is not a table that can be narrowed");
        }
        out.append('=').append(nameOf(next()));
    }

    private static String nameOf(KqlToken token) {
        if (!token.isName() || TABLES.contains(lower(token))) {
            throw LimitException.ofQuery("'" + token.text() + "' is not allowed there");
        }
        return token.text();
    }

    /** Copies everything up to the next operator if it reads no table. */
    private void expression() {
        int open = 0;
        while (peek().kind() != KqlTokenKind.END && !(open == 0 && (peek().is("|") || peek().is(")")))) {
            var token = next();
            checks.check(next - 1);
            open += token.is("(") ? 1 : token.is(")") ? -1 : 0;
            out.append(token.isSpaced() ? " " : "").append(token.text());
        }
        if (open != 0) {
            throw LimitException.ofQuery("a ( is not closed");
        }
    }

    private KqlToken peek() {
        return tokens.get(next);
    }

    private KqlToken next() {
        var token = tokens.get(next);
        next = Math.min(next + 1, tokens.size() - 1);
        return token;
    }

    private static String lower(KqlToken token) {
        return token.text().toLowerCase(Locale.ROOT);
    }
}
