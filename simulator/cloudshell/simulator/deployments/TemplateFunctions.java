package cloudshell.simulator.deployments;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.math.BigInteger;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Function;

/** The functions of the template language that templates use most; others are said to be not simulated. */
final class TemplateFunctions {
    /** Functions whose result is known only when the template is deployed. */
    static final JsonNode UNKNOWN = JsonNodeFactory.instance.textNode("[known after deployment]");

    private static final JsonNodeFactory MAKE = JsonNodeFactory.instance;
    private static final int MAX_LOOP = 800;

    private final Scope scope;
    private final String deployment;
    private final String tenant;
    private final String now;
    private final Function<String, JsonNode> parameters;
    private final Function<String, JsonNode> variables;
    private final BiFunction<String, Boolean, Optional<JsonNode>> reference;
    private final Deque<Loop> loops = new ArrayDeque<>();
    private final JsonMapper mapper = new JsonMapper();

    private static final class Loop {
        private final String name;
        private int index;

        private Loop(String name) {
            this.name = name;
        }
    }

    /** @param reference the state of a resource by its id, name or symbolic name; in full on request */
    TemplateFunctions(
            Scope scope,
            String deployment,
            String tenant,
            String now,
            Function<String, JsonNode> parameters,
            Function<String, JsonNode> variables,
            BiFunction<String, Boolean, Optional<JsonNode>> reference) {
        this.scope = scope;
        this.deployment = deployment;
        this.tenant = tenant;
        this.now = now;
        this.parameters = parameters;
        this.variables = variables;
        this.reference = reference;
    }

    void loop(String name, int count, Runnable body) {
        if (count < 0 || count > MAX_LOOP) {
            throw TemplateException.invalid("The copy count '" + count + "' must be between 0 and " + MAX_LOOP + ".");
        }
        var loop = new Loop(name);
        loops.push(loop);
        try {
            for (int n = 0; n < count; n++) {
                loop.index = n;
                body.run();
            }
        } finally {
            loops.pop();
        }
    }

    JsonNode call(String name, List<JsonNode> a) {
        if (a.contains(UNKNOWN) && !name.equalsIgnoreCase("reference")) {
            return UNKNOWN;
        }
        try {
            return switch (name.toLowerCase(Locale.ROOT)) {
                case "parameters" -> parameters.apply(text(a, 0));
                case "variables" -> variables.apply(text(a, 0));
                case "reference" ->
                    reference
                            .apply(text(a, 0), a.size() > 2 && text(a, 2).equalsIgnoreCase("Full"))
                            .orElse(UNKNOWN);
                case "resourcegroup" -> group();
                case "subscription" ->
                    MAKE.objectNode()
                            .put("id", "/subscriptions/" + scope.subscription())
                            .put("subscriptionId", scope.subscription())
                            .put("tenantId", tenant)
                            .put("displayName", "Production");
                case "tenant" -> MAKE.objectNode().put("tenantId", tenant);
                case "deployment" -> {
                    var node = MAKE.objectNode().put("name", deployment);
                    node.putObject("properties");
                    yield scope.group().isEmpty() ? node.put("location", scope.location()) : node;
                }
                case "environment" -> environment();
                case "resourceid" -> MAKE.textNode(resourceId(scope, a));
                case "subscriptionresourceid" -> MAKE.textNode(resourceId(new Scope(scope.subscription(), "", ""), a));
                case "tenantresourceid" -> MAKE.textNode("/providers/" + typeAndNames(a));
                case "extensionresourceid" ->
                    MAKE.textNode(text(a, 0) + "/providers/" + typeAndNames(a.subList(1, a.size())));
                case "copyindex" -> copyIndex(a);
                case "uniquestring" -> MAKE.textNode(hash(joined(a)));
                case "guid" ->
                    MAKE.textNode(
                            UUID.nameUUIDFromBytes(joined(a).getBytes(UTF_8)).toString());
                case "newguid" -> MAKE.textNode(UUID.randomUUID().toString());
                case "utcnow" -> MAKE.textNode(a.isEmpty() ? now.replaceAll("[-:]|\\.\\d+", "") : now.substring(0, 10));
                case "json" -> mapper.readTree(text(a, 0));
                default -> pure(name, a);
            };
        } catch (IndexOutOfBoundsException e) {
            throw TemplateException.invalid("Unable to evaluate template language function '" + name
                    + "': function expects more arguments while '" + a.size() + "' were provided");
        } catch (JsonProcessingException e) {
            throw TemplateException.invalid("The template language function 'json' parameter is not valid.");
        }
    }

    private JsonNode pure(String name, List<JsonNode> a) {
        return PureFunctions.call(name, a)
                .orElseThrow(() -> TemplateException.notSimulated("the template function '" + name + "'"));
    }

    private JsonNode group() {
        if (scope.group().isEmpty()) {
            throw TemplateException.invalid("The template function 'resourceGroup' is not expected at this location.");
        }
        var node = MAKE.objectNode()
                .put("id", scope.id())
                .put("name", scope.group())
                .put("type", "Microsoft.Resources/resourceGroups")
                .put("location", scope.location());
        node.putObject("tags");
        node.putObject("properties").put("provisioningState", "Succeeded");
        return node;
    }

    private static JsonNode environment() {
        var node = MAKE.objectNode().put("name", "AzureCloud").put("resourceManager", "https://management.azure.com/");
        node.putObject("suffixes")
                .put("storage", "core.windows.net")
                .put("keyvaultDns", ".vault.azure.net")
                .put("sqlServerHostname", ".database.windows.net")
                .put("acrLoginServer", ".azurecr.io");
        node.putObject("authentication").put("loginEndpoint", "https://login.microsoftonline.com/");
        return node;
    }

    /** {@code [subscription,] [group,] type, name...}: the type is the first that has a slash. */
    private static String resourceId(Scope scope, List<JsonNode> a) {
        int type = 0;
        while (!text(a, type).contains("/")) {
            type++;
        }
        var subscription =
                type > 1 || type == 1 && text(a, 0).matches("[0-9a-fA-F-]{36}") ? text(a, 0) : scope.subscription();
        var group = type == 2
                ? text(a, 1)
                : type == 1 && !text(a, 0).matches("[0-9a-fA-F-]{36}") ? text(a, 0) : scope.group();
        return new Scope(subscription, group, "").id() + "/providers/" + typeAndNames(a.subList(type, a.size()));
    }

    private static String typeAndNames(List<JsonNode> a) {
        var types = text(a, 0).split("/");
        if (types.length != a.size()) {
            throw TemplateException.invalid("Unable to evaluate template language function 'resourceId': the type '"
                    + text(a, 0) + "' requires '" + (types.length - 1) + "' resource name argument(s).");
        }
        var id = new StringBuilder(types[0]);
        for (int n = 1; n < types.length; n++) {
            id.append('/').append(types[n]).append('/').append(text(a, n));
        }
        return id.toString();
    }

    private JsonNode copyIndex(List<JsonNode> a) {
        boolean named = !a.isEmpty() && a.get(0).isTextual();
        int offset = a.size() > (named ? 1 : 0) ? a.get(named ? 1 : 0).asInt() : 0;
        return loops.stream()
                .filter(loop -> !named || loop.name.equalsIgnoreCase(text(a, 0)))
                .findFirst()
                .<JsonNode>map(loop -> MAKE.numberNode(loop.index + offset))
                .orElseThrow(() -> TemplateException.invalid(
                        "The template function 'copyIndex' is not expected at this location."));
    }

    /** Thirteen characters, the same for the same text; not those that Azure would give. */
    private static String hash(String text) {
        var uuid = UUID.nameUUIDFromBytes(text.getBytes(UTF_8)).toString().replace("-", "");
        var digits = "0".repeat(13) + new BigInteger(uuid, 16).toString(32);
        return digits.substring(digits.length() - 13).replace('0', 'w').replace('1', 'x');
    }

    private static String joined(List<JsonNode> a) {
        var texts = new ArrayList<String>();
        a.forEach(each -> texts.add(each.asText()));
        return String.join("-", texts);
    }

    static String text(List<JsonNode> a, int n) {
        return a.get(n).asText();
    }

    /** Names are compared without case. */
    static JsonNode field(JsonNode node, String name) {
        if (node.has(name)) {
            return node.get(name);
        }
        for (var key : names(node)) {
            if (key.equalsIgnoreCase(name)) {
                return node.get(key);
            }
        }
        return MissingNode.getInstance();
    }

    static List<String> names(JsonNode node) {
        var names = new ArrayList<String>();
        node.fieldNames().forEachRemaining(names::add);
        return names;
    }
}
