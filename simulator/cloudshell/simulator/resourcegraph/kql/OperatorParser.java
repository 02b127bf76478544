package cloudshell.simulator.resourcegraph.kql;

import cloudshell.simulator.resourcegraph.kql.Token.TokenKind;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Reads the stages of a query, one by one; each sees the columns that the one before it leaves. */
final class OperatorParser {
    private static final Set<String> KNOWN =
            names("where filter project project-away project-keep project-rename project-reorder extend order sort take"
                    + " limit top count summarize distinct");
    private static final Set<String> BEYOND =
            names("join union mv-expand mvexpand mv-apply parse parse-where parse-kv let render evaluate"
                    + " invoke make-series sample serialize lookup as search getschema");

    private final Lexer lexer;
    private final List<UnaryOperator<Stream<ObjectNode>>> all = new ArrayList<>();
    private final Instant now;
    private LinkedHashMap<String, Type> columns;

    OperatorParser(Lexer lexer, Map<String, Type> columns, Instant now) {
        this.lexer = lexer;
        this.now = now;
        this.columns = new LinkedHashMap<>(columns);
    }

    private static Set<String> names(String text) {
        return Set.of(text.split(" "));
    }

    boolean isStage(Token token) {
        var name = token.text().toLowerCase(Locale.ROOT);
        return token.kind() == TokenKind.NAME && (KNOWN.contains(name) || BEYOND.contains(name));
    }

    List<UnaryOperator<Stream<ObjectNode>>> all() {
        return List.copyOf(all);
    }

    Map<String, Type> columns() {
        return columns;
    }

    void read() {
        var token = lexer.take();
        var name = token.text().toLowerCase(Locale.ROOT);
        if (token.kind() == TokenKind.NAME && BEYOND.contains(name)) {
            throw KqlException.beyond("the operator '" + name + "'", token);
        }
        switch (token.kind() == TokenKind.NAME ? name : "") {
            case "where", "filter" -> {
                var condition = expressions().expression();
                all.add(rows -> rows.filter(condition::isTrue));
            }
            case "project" -> project();
            case "extend" -> extend();
            case "project-away" -> keep(false);
            case "project-keep" -> keep(true);
            case "project-rename" -> rename();
            case "project-reorder" -> reorder();
            case "order", "sort" -> {
                lexer.expect("by");
                var order = SortOrder.read(lexer, expressions());
                all.add(rows -> rows.sorted(order));
            }
            case "take", "limit" -> {
                long most = number();
                all.add(rows -> rows.limit(most));
            }
            case "top" -> {
                long most = number();
                lexer.expect("by");
                var order = SortOrder.read(lexer, expressions());
                all.add(rows -> rows.sorted(order).limit(most));
            }
            case "count" -> {
                columns = new LinkedHashMap<>(Map.of("Count", Type.LONG));
                all.add(rows -> Stream.of(Values.MAKE.objectNode().put("Count", rows.count())));
            }
            case "distinct" -> distinct();
            case "summarize" -> {
                var summary = new SummarizeOperator(lexer, expressions(), columns);
                columns = new LinkedHashMap<>(summary.columns());
                all.add(summary::of);
            }
            default -> throw KqlException.unexpected(token);
        }
    }

    private ExpressionParser expressions() {
        return new ExpressionParser(lexer, columns, now);
    }

    private void project() {
        var chosen = Columns.read(lexer, expressions());
        columns = Columns.types(chosen);
        all.add(rows -> rows.map(row -> Columns.fill(Values.MAKE.objectNode(), chosen, row)));
    }

    private void extend() {
        var more = new ArrayList<Columns.Column>();
        do {
            var column = Columns.one(lexer, expressions(), more.size());
            more.add(column);
            columns.put(column.name(), column.value().type());
            all.add(rows -> rows.map(row -> Columns.fill(Columns.copy(row), List.of(column), row)));
        } while (lexer.accept(","));
    }

    private void distinct() {
        if (lexer.accept("*")) {
            all.add(Stream::distinct);
            return;
        }
        project();
        all.add(Stream::distinct);
    }

    private void keep(boolean named) {
        var names = Columns.patterns(lexer, columns.keySet());
        columns.keySet().removeIf(column -> named != names.stream().anyMatch(column::matches));
        var left = new HashSet<>(columns.keySet());
        all.add(rows -> rows.map(row -> Columns.copy(row).retain(left)));
    }

    private void reorder() {
        var first = new LinkedHashSet<String>();
        for (var pattern : Columns.patterns(lexer, columns.keySet())) {
            columns.keySet().stream().filter(column -> column.matches(pattern)).forEach(first::add);
        }
        first.addAll(columns.keySet());
        var reordered = new LinkedHashMap<String, Type>();
        first.forEach(column -> reordered.put(column, columns.get(column)));
        columns = reordered;
    }

    private void rename() {
        do {
            var to = lexer.name().text();
            lexer.expect("=");
            var from = Columns.known(lexer, columns.keySet());
            var renamed = new LinkedHashMap<String, Type>();
            columns.forEach((column, type) -> renamed.put(column.equals(from) ? to : column, type));
            columns = renamed;
            all.add(rows -> rows.map(row -> {
                var copy = Columns.copy(row);
                var value = copy.remove(from);
                copy.set(to, value == null ? Values.NULL : value);
                return copy;
            }));
        } while (lexer.accept(","));
    }

    private long number() {
        if (lexer.peek().kind() != TokenKind.NUMBER || lexer.peek().text().contains(".")) {
            throw KqlException.unexpected(lexer.peek());
        }
        return (long) Double.parseDouble(lexer.take().text());
    }
}
