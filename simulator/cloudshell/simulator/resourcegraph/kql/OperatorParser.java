package cloudshell.simulator.resourcegraph.kql;

import cloudshell.simulator.resourcegraph.kql.Token.TokenKind;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Reads the stages of a query, one by one; each sees the columns that the one before it leaves. */
final class OperatorParser {
    private static final Set<String> KNOWN =
            words("where filter project project-away project-keep project-rename project-reorder extend order sort take"
                    + " limit top count summarize distinct");
    private static final Set<String> BEYOND =
            words("join union mv-expand mvexpand mv-apply parse parse-where parse-kv let render evaluate"
                    + " invoke make-series sample serialize lookup as search getschema");

    private final Lexer words;
    private final List<UnaryOperator<Stream<ObjectNode>>> all = new ArrayList<>();
    private LinkedHashSet<String> columns;

    OperatorParser(Lexer words, List<String> columns) {
        this.words = words;
        this.columns = new LinkedHashSet<>(columns);
    }

    private static Set<String> words(String text) {
        return Set.of(text.split(" "));
    }

    boolean isStage(Token word) {
        var name = word.text().toLowerCase(Locale.ROOT);
        return word.sort() == TokenKind.NAME && (KNOWN.contains(name) || BEYOND.contains(name));
    }

    List<UnaryOperator<Stream<ObjectNode>>> all() {
        return List.copyOf(all);
    }

    Set<String> columns() {
        return columns;
    }

    void read() {
        var word = words.take();
        var name = word.text().toLowerCase(Locale.ROOT);
        if (word.sort() == TokenKind.NAME && BEYOND.contains(name)) {
            throw KqlException.beyond("the operator '" + name + "'", word);
        }
        switch (word.sort() == TokenKind.NAME ? name : "") {
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
                words.expect("by");
                var order = SortOrder.read(words, expressions());
                all.add(rows -> rows.sorted(order));
            }
            case "take", "limit" -> {
                long most = number();
                all.add(rows -> rows.limit(most));
            }
            case "top" -> {
                long most = number();
                words.expect("by");
                var order = SortOrder.read(words, expressions());
                all.add(rows -> rows.sorted(order).limit(most));
            }
            case "count" -> {
                columns = new LinkedHashSet<>(List.of("Count"));
                all.add(rows -> Stream.of(Values.MAKE.objectNode().put("Count", rows.count())));
            }
            case "distinct" -> distinct();
            case "summarize" -> {
                var summary = new SummarizeOperator(words, expressions());
                columns = new LinkedHashSet<>(summary.columns());
                all.add(summary::of);
            }
            default -> throw KqlException.unexpected(word);
        }
    }

    private ExpressionParser expressions() {
        return new ExpressionParser(words, columns);
    }

    private void project() {
        var chosen = Columns.read(words, expressions());
        columns = new LinkedHashSet<>(Columns.names(chosen));
        all.add(rows -> rows.map(row -> Columns.fill(Values.MAKE.objectNode(), chosen, row)));
    }

    private void extend() {
        var more = new ArrayList<Columns.Column>();
        do {
            var column = Columns.one(words, expressions(), more.size());
            more.add(column);
            columns.add(column.name());
            all.add(rows -> rows.map(row -> Columns.fill(Columns.copy(row), List.of(column), row)));
        } while (words.accept(","));
    }

    private void distinct() {
        if (words.accept("*")) {
            all.add(Stream::distinct);
            return;
        }
        project();
        all.add(Stream::distinct);
    }

    private void keep(boolean named) {
        var names = Columns.patterns(words, columns);
        columns.removeIf(column -> named != names.stream().anyMatch(column::matches));
        var left = new HashSet<>(columns);
        all.add(rows -> rows.map(row -> Columns.copy(row).retain(left)));
    }

    private void reorder() {
        var first = new LinkedHashSet<String>();
        for (var pattern : Columns.patterns(words, columns)) {
            columns.stream().filter(column -> column.matches(pattern)).forEach(first::add);
        }
        first.addAll(columns);
        columns = first;
    }

    private void rename() {
        do {
            var to = words.name().text();
            words.expect("=");
            var from = Columns.known(words, columns);
            var renamed = new LinkedHashSet<String>();
            columns.forEach(column -> renamed.add(column.equals(from) ? to : column));
            columns = renamed;
            all.add(rows -> rows.map(row -> {
                var copy = Columns.copy(row);
                var value = copy.remove(from);
                copy.set(to, value == null ? Values.NULL : value);
                return copy;
            }));
        } while (words.accept(","));
    }

    private long number() {
        if (words.peek().sort() != TokenKind.NUMBER || words.peek().text().contains(".")) {
            throw KqlException.unexpected(words.peek());
        }
        return (long) Double.parseDouble(words.take().text());
    }
}
