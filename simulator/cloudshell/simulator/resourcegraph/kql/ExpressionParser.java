package cloudshell.simulator.resourcegraph.kql;

import cloudshell.simulator.resourcegraph.kql.Token.TokenKind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Parses expressions: {@code or} binds least, then {@code and}, comparisons, sums, products, and paths most. */
final class ExpressionParser {
    private static final int MAX_DEPTH = 100;
    private static final int MAX_CHAIN = 500;

    private final Lexer lexer;
    private final PrimaryExpressionParser primaries;
    private int depth;

    /**
     * @param columns that there are at this place of the query
     * @param now of the whole query
     */
    ExpressionParser(Lexer lexer, Map<String, Type> columns, Instant now) {
        this.lexer = lexer;
        this.primaries = new PrimaryExpressionParser(lexer, columns, now, this::expression);
    }

    Expression expression() {
        if (++depth > MAX_DEPTH) {
            throw KqlException.beyond("an expression nested deeper than " + MAX_DEPTH, lexer.peek());
        }
        try {
            var all = new ArrayList<Expression>(List.of(both()));
            while (lexer.accept("or")) {
                all.add(both());
            }
            return all.size() == 1
                    ? all.get(0)
                    : new Expression(Type.BOOL, row -> Values.of(all.stream().anyMatch(each -> each.isTrue(row))));
        } finally {
            depth--;
        }
    }

    private Expression both() {
        var all = new ArrayList<Expression>(List.of(comparison()));
        while (lexer.accept("and")) {
            all.add(comparison());
        }
        return all.size() == 1
                ? all.get(0)
                : new Expression(Type.BOOL, row -> Values.of(all.stream().allMatch(each -> each.isTrue(row))));
    }

    private Expression comparison() {
        var left = sum();
        var operator = lexer.peek().text();
        var kind = lexer.peek().kind();
        if (kind != TokenKind.NAME && kind != TokenKind.MARK) {
            return left;
        }
        if (Operators.compares(operator)) {
            lexer.take();
            var right = sum();
            boolean texts = left.type() == Type.STRING || right.type() == Type.STRING;
            return new Expression(
                    Type.BOOL, row -> Values.of(Operators.compare(operator, left.of(row), right.of(row), texts)));
        }
        if (Operators.comparesTexts(operator)) {
            lexer.take();
            var right = sum();
            return new Expression(Type.BOOL, row -> Values.of(Operators.test(operator, left.of(row), right.of(row))));
        }
        if (Operators.looksInAList(operator)) {
            lexer.take();
            var right = list();
            return new Expression(
                    Type.BOOL,
                    row -> Values.of(Operators.testList(
                            operator,
                            left.of(row),
                            right.stream().map(each -> each.of(row)).toList())));
        }
        return lexer.peek().is("matches")
                ? matches(left)
                : lexer.peek().text().matches("!?between") ? between(left) : left;
    }

    private Expression matches(Expression left) {
        lexer.take();
        lexer.expect("regex");
        if (lexer.peek().kind() != TokenKind.TEXT) {
            throw KqlException.unexpected(lexer.peek());
        }
        var pattern = Operators.pattern(lexer.take());
        return new Expression(
                Type.BOOL,
                row -> Values.of(pattern.matcher(Values.text(left.of(row))).find()));
    }

    private Expression between(Expression left) {
        boolean not = lexer.take().text().startsWith("!");
        lexer.expect("(");
        var from = sum();
        lexer.expect("..");
        var to = sum();
        lexer.expect(")");
        return new Expression(
                Type.BOOL,
                row -> Values.of(not
                        != (Operators.compare(">=", left.of(row), from.of(row), false)
                                && Operators.compare("<=", left.of(row), to.of(row), false))));
    }

    private List<Expression> list() {
        lexer.expect("(");
        var values = new ArrayList<Expression>();
        do {
            values.add(expression());
        } while (lexer.accept(","));
        lexer.expect(")");
        return values;
    }

    private Expression sum() {
        var left = product();
        for (int n = 0; lexer.peek().is("+") || lexer.peek().is("-"); n++) {
            left = calculation(left, n, false);
        }
        return left;
    }

    private Expression product() {
        var left = primaries.term();
        for (int n = 0;
                lexer.peek().is("*") || lexer.peek().is("/") || lexer.peek().is("%");
                n++) {
            left = calculation(left, n, true);
        }
        return left;
    }

    private Expression calculation(Expression left, int before, boolean product) {
        if (before >= MAX_CHAIN) {
            throw KqlException.beyond("a calculation of more than " + MAX_CHAIN + " operators", lexer.peek());
        }
        var operator = lexer.take().text();
        var right = product ? primaries.term() : product();
        return new Expression(
                Operators.type(operator, left.type(), right.type()),
                row -> Operators.calculate(operator, left.of(row), right.of(row)));
    }
}
