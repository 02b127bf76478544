package cloudshell.commands.mcp.limits;

import cloudshell.commands.mcp.limits.KqlToken.KqlTokenKind;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Rejects what could read a table within an expression: subqueries, some functions, and names in lists of values. */
final class KqlExpressionCheck {
    /** Functions that read tables. */
    private static final Set<String> READING = words("table database cluster workspace app resource arg adx"
            + " externaldata external_data external_table datatable materialize toscalar totable view evaluate invoke"
            + " materialized_view stored_query_result cosmosdb_sql_request sql_request http_request");

    /** Operators behind which a list of values may also be a table. */
    private static final Set<String> LISTS = words("in has_any has_all");

    private static final Set<String> VALUES = words("true false null");

    private final List<KqlToken> tokens;
    private final Set<String> tables;

    /** @param tables in lower case */
    KqlExpressionCheck(List<KqlToken> tokens, Set<String> tables) {
        this.tokens = tokens;
        this.tables = tables;
    }

    private static Set<String> words(String text) {
        return Set.of(text.split(" "));
    }

    /** @throws LimitException if the token at this position could read a table */
    void check(int at) {
        var token = tokens.get(at);
        var before = at == 0 ? new KqlToken(KqlTokenKind.END, "", false) : tokens.get(at - 1);
        if (token.is("|") || token.is("{") && before.is("{")) {
            throw LimitException.ofQuery("a query within an expression is not allowed with -s or -g");
        }
        if (token.is("(") && before.is("]")) {
            throw LimitException.ofQuery("a function whose name is in brackets is not allowed with -s or -g");
        }
        if (token.isName()) {
            checkName(token, tokens.get(at + 1), isMember(at));
        }
        if (token.isName() && LISTS.contains(lower(token))) {
            checkList(at + 1);
        }
    }

    /** Returns whether it is a field of what stands before a dot. */
    private boolean isMember(int at) {
        return at > 1 && tokens.get(at - 1).is(".") && isIndex(tokens.get(at - 2));
    }

    private void checkName(KqlToken token, KqlToken follower, boolean isMember) {
        if (READING.contains(lower(token)) && follower.is("(")) {
            throw LimitException.ofQuery("the function " + token.text() + "() is not allowed with -s or -g");
        }
        if (tables.contains(lower(token)) && !isMember) {
            throw LimitException.ofQuery(
                    "the table " + token.text() + " within an expression is not allowed with -s or -g");
        }
    }

    /** Rejects names in {@code in (...)} that are neither a function's nor a field's, since each could be a table. */
    private void checkList(int from) {
        int at = from;
        while (tokens.get(at).is("~")) {
            at++;
        }
        var inFunction = new ArrayDeque<Boolean>();
        for (var before = tokens.get(from - 1); at < tokens.size(); before = tokens.get(at++)) {
            var token = tokens.get(at);
            var follower = tokens.get(Math.min(at + 1, tokens.size() - 1));
            boolean isPart = follower.is("(") || follower.is(".") || follower.is("[") || isMember(at);
            if (token.is("(")) {
                inFunction.push(!inFunction.isEmpty() && (inFunction.peek() || before.isName()));
            } else if (inFunction.isEmpty() || token.is(")") && inFunction.size() == 1) {
                return;
            } else if (token.is(")")) {
                inFunction.pop();
            } else if (!inFunction.peek() && (isTable(token, isPart) || token.is("[") && !isIndex(before))) {
                throw LimitException.ofQuery(
                        "'" + token.text() + "' in a list of values could be a table; write the values");
            }
        }
    }

    private static boolean isTable(KqlToken token, boolean isPart) {
        return token.isName() && !isPart && !VALUES.contains(lower(token));
    }

    /** Returns whether a [ or a dot behind this selects a part of something, and does not begin a name. */
    private static boolean isIndex(KqlToken before) {
        return before.isName() || before.is("]") || before.is(")");
    }

    private static String lower(KqlToken token) {
        return token.text().toLowerCase(Locale.ROOT);
    }
}
