package cloudshell.simulator.deployments;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** One template with its parameters, at its scope: the resources that it stands for, and its outputs. */
final class Template {
    private static final int MAX_RESOURCES = 800;

    private final JsonNode template;
    private final Scope scope;
    private TemplateExpressions expressions;
    private final TemplateFunctions functions;
    private final TemplateValues values;
    private final Map<String, String> symbols = new HashMap<>();
    private final BiFunction<String, Boolean, Optional<JsonNode>> reference;

    /**
     * A resource of a template before it is evaluated: one of a loop has its index.
     *
     * @param symbol its symbolic name, or empty
     * @param parent in whose {@code resources} it stands, evaluated names included
     */
    private record Source(JsonNode node, String symbol, int index, Optional<String[]> parent) {}

    /** @param reference the state of a resource by its id, if it is known yet */
    Template(
            JsonNode template,
            JsonNode given,
            Scope scope,
            String deployment,
            String tenant,
            String now,
            BiFunction<String, Boolean, Optional<JsonNode>> reference) {
        this.template = template;
        this.scope = scope;
        this.reference = reference;
        this.values = new TemplateValues(template, given, () -> this.expressions);
        this.functions = new TemplateFunctions(
                scope, deployment, tenant, now, values::parameter, values::variable, this::referred);
        this.expressions = new TemplateExpressions(functions);
        if (!template.path("$schema").isTextual() || !template.has("resources")) {
            throw TemplateException.invalid("The template must have '$schema', 'contentVersion' and 'resources'.");
        }
        ParameterCheck.check(template.path("parameters"), given);
    }

    private Optional<JsonNode> referred(String name, boolean full) {
        return reference.apply(symbols.getOrDefault(name.toLowerCase(Locale.ROOT), name), full);
    }

    TemplateValues values() {
        return values;
    }

    /**
     * Evaluates the resources in an order in which each comes behind those on which it depends.
     *
     * @param deployed whether resources can be referred to once the visitor has had them; otherwise what is only known
     *     then stays unknown
     * @param visitor is given each as soon as it is evaluated
     */
    void forEach(boolean deployed, Consumer<DeclaredResource> visitor) {
        var waiting = new ArrayList<Source>();
        var resources = template.path("resources");
        resources.properties().forEach(each -> add(waiting, each.getValue(), each.getKey(), Optional.empty()));
        if (resources.isArray()) {
            resources.forEach(each -> add(waiting, each, "", Optional.empty()));
        }
        while (!waiting.isEmpty()) {
            var ready = waiting.stream().filter(each -> isReady(each, waiting)).toList();
            if (ready.isEmpty()) {
                throw TemplateException.invalid("Circular dependency detected on resource: '"
                        + waiting.get(0).node().path("name").asText() + "'");
            }
            var next = ready.get(0);
            var resource = within(next, () -> resource(next));
            for (int n = 1; deployed && isUnknown(resource) && n < ready.size(); n++) {
                // it refers to another one without depending on it by name
                var other = ready.get(n);
                resource = within(other, () -> resource(other));
                if (!isUnknown(resource)) {
                    waiting.remove(other);
                    waiting.add(0, other);
                }
            }
            if (deployed && isUnknown(resource)) {
                throw new TemplateException(
                        "ResourceNotFound", "A resource that '" + resource.name() + "' refers to could not be found.");
            }
            var path = resource.path();
            waiting.removeIf(each -> within(each, () -> path(each)).equalsIgnoreCase(path));
            visitor.accept(resource);
        }
    }

    private static boolean isUnknown(DeclaredResource resource) {
        return resource.body().toString().contains(TemplateFunctions.UNKNOWN.asText());
    }

    private void add(List<Source> all, JsonNode node, String symbol, Optional<String[]> parent) {
        boolean existing = node.path("existing").asBoolean();
        if (existing) {
            var name = expressions.evaluate(node.path("name")).asText();
            var at = node.has("resourceGroup")
                    ? new Scope(
                            scope.subscription(),
                            expressions.evaluate(node.get("resourceGroup")).asText(),
                            "")
                    : scope;
            symbols.put(
                    symbol.toLowerCase(Locale.ROOT),
                    Scope.path(at.id(), node.path("type").asText().replaceFirst("@.*", ""), name));
            return;
        }
        if (node.has("condition")
                && !node.has("copy")
                && !expressions.evaluate(node.get("condition")).asBoolean()) {
            return;
        }
        if (!node.has("copy")) {
            addOne(all, new Source(node, symbol, -1, parent));
            return;
        }
        int count = expressions.evaluate(node.path("copy").path("count")).asInt(-1);
        var n = new int[1];
        functions.loop(node.path("copy").path("name").asText(), count, () -> {
            if (!node.has("condition")
                    || expressions.evaluate(node.get("condition")).asBoolean()) {
                addOne(all, new Source(node, symbol, n[0], parent));
            }
            n[0]++;
        });
    }

    private void addOne(List<Source> all, Source source) {
        if (all.size() >= MAX_RESOURCES) {
            throw TemplateException.invalid("The number of resources exceeds the limit of " + MAX_RESOURCES + ".");
        }
        all.add(source);
        if (!source.symbol().isEmpty()) {
            var resource = within(source, () -> path(source));
            symbols.put(
                    source.symbol().toLowerCase(Locale.ROOT) + (source.index() < 0 ? "" : "[" + source.index() + "]"),
                    resource);
        }
        var children = source.node().path("resources");
        if (children.isArray()) {
            var parent = within(source, () -> new String[] {type(source), name(source)});
            children.forEach(child -> add(all, child, "", Optional.of(parent)));
        }
    }

    private <T> T within(Source source, Supplier<T> action) {
        if (source.index() < 0) {
            return action.get();
        }
        var result = new ArrayList<T>();
        var n = new int[1];
        functions.loop(source.node().path("copy").path("name").asText(), source.index() + 1, () -> {
            if (n[0]++ == source.index()) {
                result.add(action.get());
            }
        });
        return result.get(0);
    }

    /** A resource waits for those that it names, and children for their parents. */
    private boolean isReady(Source source, List<Source> waiting) {
        var needed = new HashSet<String>();
        within(source, () -> {
            source.node()
                    .path("dependsOn")
                    .forEach(each ->
                            needed.add(last(expressions.evaluate(each).asText()).toLowerCase(Locale.ROOT)));
            return null;
        });
        source.parent().ifPresent(parent -> needed.add(last(parent[1]).toLowerCase(Locale.ROOT)));
        return waiting.stream()
                .filter(each -> each != source)
                .noneMatch(each -> needed.contains(key(each))
                        || needed.contains(each.symbol().toLowerCase(Locale.ROOT))
                                && !each.symbol().isEmpty()
                        || needed.contains(each.node()
                                .path("copy")
                                .path("name")
                                .asText("/")
                                .toLowerCase(Locale.ROOT)));
    }

    private String key(Source source) {
        return last(within(source, () -> name(source))).toLowerCase(Locale.ROOT);
    }

    private static String last(String id) {
        return id.substring(id.lastIndexOf('/') + 1);
    }

    private String type(Source source) {
        var type = source.node().path("type").asText().replaceFirst("@.*", "");
        return source.parent()
                .filter(parent -> !type.contains("/") || !type.contains("."))
                .map(parent -> parent[0] + "/" + type)
                .orElse(type);
    }

    private String name(Source source) {
        var name = expressions.evaluate(source.node().path("name")).asText();
        int levels = type(source).split("/").length - 1;
        return source.parent()
                .filter(parent -> name.split("/").length < levels)
                .map(parent -> parent[1] + "/" + name)
                .orElse(name);
    }

    private String path(Source source) {
        var node = source.node();
        var type = type(source);
        if (node.has("scope")) {
            var at = expressions.evaluate(node.get("scope")).asText();
            return Scope.path(at.startsWith("/") ? at : scope.id() + "/providers/" + at, type, name(source));
        }
        if (type.equalsIgnoreCase("Microsoft.Resources/resourceGroups")) {
            return "/subscriptions/" + scope.subscription() + "/resourceGroups/" + name(source);
        }
        var subscription = node.has("subscriptionId")
                ? expressions.evaluate(node.get("subscriptionId")).asText()
                : scope.subscription();
        var group = node.has("resourceGroup")
                ? expressions.evaluate(node.get("resourceGroup")).asText()
                : scope.group();
        return Scope.path(new Scope(subscription, group, "").id(), type, name(source));
    }

    private DeclaredResource resource(Source source) {
        var node = source.node();
        var type = type(source);
        var body = JsonNodeFactory.instance.objectNode();
        boolean nested = type.equalsIgnoreCase("Microsoft.Resources/deployments");
        node.properties().forEach(field -> {
            if (!Set.of(
                            "type",
                            "name",
                            "apiVersion",
                            "dependsOn",
                            "condition",
                            "copy",
                            "resources",
                            "scope",
                            "comments",
                            "existing",
                            "resourceGroup",
                            "subscriptionId",
                            "metadata")
                    .contains(field.getKey())) {
                body.set(
                        field.getKey(),
                        nested && field.getKey().equals("properties")
                                ? nestedProperties(field.getValue())
                                : expressions.evaluate(field.getValue()));
            }
        });
        var version = expressions
                .evaluate(node.path("apiVersion"))
                .asText(node.path("type").asText().replaceFirst("^[^@]*@?", ""));
        return new DeclaredResource(path(source), type, name(source), version, body);
    }

    /** A nested template that is evaluated inside keeps its own expressions. */
    private ObjectNode nestedProperties(JsonNode properties) {
        boolean inner = properties
                .path("expressionEvaluationOptions")
                .path("scope")
                .asText()
                .equalsIgnoreCase("inner");
        var copy = JsonNodeFactory.instance.objectNode();
        properties
                .properties()
                .forEach(field -> copy.set(
                        field.getKey(),
                        field.getKey().equals("template") && inner
                                ? field.getValue()
                                : expressions.evaluate(field.getValue())));
        return copy;
    }
}
