package cloudshell.commands.mcp.limits;

import cloudshell.commands.mcp.limits.KqlToken.KqlTokenKind;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Narrows a query: behind each table that it reads comes a {@code where}, before any operator of the query sees a row. So
 * the rest of the query may rename, summarize or invent columns as it likes. Only known operators are let through, since
 * another one may read a table that is not seen here. The query is written anew from its tokens, without comments.
 */
final class KqlNarrowing {
    /** Tables with the columns subscriptionId and resourceGroup (learn.microsoft.com, supported tables). */
    private static final Set<String> TABLES = words(
            "resources resourcecontainers resourcechanges resourcecontainerchanges authorizationresources"
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

    /** Functions that read tables. */
    private static final Set<String> READING = words("table database cluster workspace app resource arg adx"
            + " externaldata external_data external_table datatable materialize toscalar totable view evaluate invoke"
            + " materialized_view stored_query_result cosmosdb_sql_request sql_request http_request");

    private static final Set<String> LISTS = words("in has_any has_all");
    private static final Set<String> VALUES = words("true false null");

    private final List<KqlToken> tokens;
    private final String condition;
    private final StringBuilder out = new StringBuilder();
    private int next;

    /** @param condition what each row must meet */
    KqlNarrowing(String query, String condition) {
        this.tokens = KqlLexer.tokens(query);
        this.condition = condition;
    }

    private static Set<String> words(String text) {
        return Set.of(text.split(" "));
    }

    /** @throws LimitException if anything in it could read rows that do not meet the condition */
    String narrowed() {
        pipeline();
        if (peek().kind() != KqlTokenKind.END) {
            throw rejected("it has a ) without a (");
        }
        return out.toString().strip();
    }

    /** A table, and the operators behind it, up to the end or to the parenthesis that closes it. */
    private void pipeline() {
        var first = peek();
        if (first.isName() && TABLES.contains(lower(first))) {
            table(next());
        } else if (first.isName() && OPERATORS.contains(lower(first)) && !COMBINING.contains(lower(first))) {
            out.append(" Resources | where ").append(condition).append(" |");
            operator();
        } else {
            throw rejected("with -s or -g it must begin with a known table such as Resources, and not with '"
                    + first.text() + "'");
        }
        while (peek().is("|")) {
            next();
            out.append(" |");
            operator();
        }
        if (!peek().is(")") && peek().kind() != KqlTokenKind.END) {
            throw rejected("a | must follow the table, and not '" + peek().text() + "'");
        }
    }

    private void table(KqlToken table) {
        out.append(' ').append(table.text()).append(" | where ").append(condition);
    }

    private void operator() {
        var name = next();
        if (!name.isName() || !OPERATORS.contains(lower(name))) {
            throw rejected("the operator '" + name.text() + "' is not allowed with -s or -g");
        }
        out.append(' ').append(name.text());
        if (COMBINING.contains(lower(name))) {
            tables(lower(name));
        }
        expression();
    }

    /** The arguments of an operator that reads other tables: its hints, and each table, narrowed as well. */
    private void tables(String operator) {
        while (!peek().isName("on") && !peek().is("|") && !peek().is(")") && peek().kind() != KqlTokenKind.END) {
            var token = next();
            if (token.is("(")) {
                out.append(" (");
                pipeline();
                if (!next().is(")")) {
                    throw rejected("a ( is not closed");
                }
                out.append(')');
            } else if (token.isName() && (peek().is("=") || peek().is("."))) {
                hint(token);
            } else if (token.isName() && TABLES.contains(lower(token))) {
                out.append(" (");
                table(token);
                out.append(')');
            } else if (token.is(",") && operator.equals("union")) {
                out.append(',');
            } else {
                throw rejected("'" + token.text() + "' is not a table that can be narrowed in " + operator);
            }
        }
    }

    /** As in {@code kind = inner} and {@code hint.strategy=shuffle}. */
    private void hint(KqlToken name) {
        out.append(' ').append(name.text());
        while (peek().is(".")) {
            next();
            out.append('.').append(nameOf(next()));
        }
        if (!next().is("=")) {
            throw rejected("'" + name.text() + "' is not a table that can be narrowed");
        }
        out.append('=').append(nameOf(next()));
    }

    private static String nameOf(KqlToken token) {
        if (!token.isName() || TABLES.contains(lower(token))) {
            throw rejected("'" + token.text() + "' is not allowed there");
        }
        return token.text();
    }

    /** Everything up to the next operator, unchanged, if it reads no table. */
    private void expression() {
        int depth = 0;
        var before = new KqlToken(KqlTokenKind.END, "", false);
        while (peek().kind() != KqlTokenKind.END && !(depth == 0 && (peek().is("|") || peek().is(")")))) {
            var token = next();
            check(token, before);
            depth += token.is("(") ? 1 : token.is(")") ? -1 : 0;
            out.append(token.isSpaced() ? " " : "").append(token.text());
            if (token.isName() && LISTS.contains(lower(token))) {
                checkList();
            }
            before = token;
        }
        if (depth != 0) {
            throw rejected("a ( is not closed");
        }
    }

    private void check(KqlToken token, KqlToken before) {
        if (token.is("|") || token.is("{") && before.is("{")) {
            throw rejected("a query within an expression is not allowed with -s or -g");
        }
        if (token.is("(") && before.is("]")) {
            throw rejected("a function whose name is in brackets is not allowed with -s or -g");
        }
        if (!token.isName() || before.is(".")) {
            return;
        }
        if (READING.contains(lower(token)) && peek().is("(")) {
            throw rejected("the function " + token.text() + "() is not allowed with -s or -g");
        }
        if (TABLES.contains(lower(token))) {
            throw rejected("the table " + token.text() + " within an expression is not allowed with -s or -g");
        }
    }

    /** What stands in {@code in (...)} could be a table of another name: each name must be a function's or a field's. */
    private void checkList() {
        int at = next;
        while (tokens.get(at).is("~")) {
            at++;
        }
        var inFunction = new ArrayDeque<Boolean>();
        for (var before = tokens.get(next - 1); at < tokens.size(); before = tokens.get(at++)) {
            var token = tokens.get(at);
            var follower = tokens.get(Math.min(at + 1, tokens.size() - 1));
            boolean isPart = follower.is("(") || follower.is(".") || follower.is("[") || before.is(".");
            if (token.is("(")) {
                inFunction.push(!inFunction.isEmpty() && (inFunction.peek() || before.isName()));
            } else if (inFunction.isEmpty() || token.is(")") && inFunction.size() == 1) {
                return;
            } else if (token.is(")")) {
                inFunction.pop();
            } else if (!inFunction.peek() && (isTable(token, isPart) || token.is("[") && !isIndex(before))) {
                throw rejected("'" + token.text() + "' in a list of values could be a table; write the values");
            }
        }
    }

    private static boolean isTable(KqlToken token, boolean isPart) {
        return token.isName() && !isPart && !VALUES.contains(lower(token));
    }

    /** Whether a [ behind this selects a part of something, and does not begin a name. */
    private static boolean isIndex(KqlToken before) {
        return before.isName() || before.is("]") || before.is(")");
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

    static LimitException rejected(String cause) {
        return new LimitException(
                "narrow the query to the limits of this server",
                cause,
                "one table, then operators: Resources | where type =~ 'TYPE' | project id, name");
    }
}
