package cloudshell.simulator.resourcegraph.kql;

import cloudshell.simulator.resourcegraph.kql.Token.TokenKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Reads expressions: {@code or} binds least, then {@code and}, comparisons, sums, products, and paths most. */
final class ExpressionParser {
    private final Lexer words;
    private final PrimaryExpressionParser terms;

    /** @param columns that there are at this place of the query */
    ExpressionParser(Lexer words, Set<String> columns) {
        this.words = words;
        this.terms = new PrimaryExpressionParser(words, columns, this::expression);
    }

    Expression expression() {
        var left = both();
        while (words.accept("or")) {
            var one = left;
            var other = both();
            left = new Expression("", row -> Values.of(one.isTrue(row) || other.isTrue(row)));
        }
        return left;
    }

    private Expression both() {
        var left = comparison();
        while (words.accept("and")) {
            var one = left;
            var other = comparison();
            left = new Expression("", row -> Values.of(one.isTrue(row) && other.isTrue(row)));
        }
        return left;
    }

    private Expression comparison() {
        var left = sum();
        var operator = words.peek().text();
        var sort = words.peek().sort();
        if (sort != TokenKind.NAME && sort != TokenKind.MARK) {
            return left;
        }
        if (Operators.compares(operator)) {
            words.take();
            var right = sum();
            return new Expression("", row -> Values.of(Operators.compare(operator, left.of(row), right.of(row))));
        }
        if (Operators.comparesTexts(operator)) {
            words.take();
            var right = sum();
            return new Expression("", row -> Values.of(Operators.test(operator, left.of(row), right.of(row))));
        }
        if (Operators.looksInAList(operator)) {
            words.take();
            var right = list();
            return new Expression(
                    "",
                    row -> Values.of(Operators.testList(
                            operator,
                            left.of(row),
                            right.stream().map(each -> each.of(row)).toList())));
        }
        return words.peek().is("matches")
                ? matches(left)
                : words.peek().text().matches("!?between") ? between(left) : left;
    }

    private Expression matches(Expression left) {
        words.take();
        words.expect("regex");
        if (words.peek().sort() != TokenKind.TEXT) {
            throw KqlException.unexpected(words.peek());
        }
        var pattern = Operators.pattern(words.take());
        return new Expression(
                "", row -> Values.of(pattern.matcher(Values.text(left.of(row))).find()));
    }

    private Expression between(Expression left) {
        boolean not = words.take().text().startsWith("!");
        words.expect("(");
        var from = sum();
        words.expect("..");
        var to = sum();
        words.expect(")");
        return new Expression(
                "",
                row -> Values.of(not
                        != (Operators.compare(">=", left.of(row), from.of(row))
                                && Operators.compare("<=", left.of(row), to.of(row)))));
    }

    private List<Expression> list() {
        words.expect("(");
        var values = new ArrayList<Expression>();
        do {
            values.add(expression());
        } while (words.accept(","));
        words.expect(")");
        return values;
    }

    private Expression sum() {
        var left = product();
        while (words.peek().is("+") || words.peek().is("-")) {
            left = calculation(words.take().text(), left, product());
        }
        return left;
    }

    private Expression product() {
        var left = terms.term();
        while (words.peek().is("*") || words.peek().is("/") || words.peek().is("%")) {
            left = calculation(words.take().text(), left, terms.term());
        }
        return left;
    }

    private static Expression calculation(String operator, Expression left, Expression right) {
        return new Expression("", row -> Operators.calculate(operator, left.of(row), right.of(row)));
    }
}
