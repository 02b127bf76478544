//SOURCES ../CloudShell.java ../audience/AudienceCheck.java ../http/AtomicFile.java
//SOURCES ../vm/VirtualMachines.java
//SOURCES ErrorOutputFilter.java HintingExecutionControl.java History.java IndentedJson.java
//SOURCES JShellProgram.java Listing.java ListingText.java MicrosoftGraph.java ScriptInput.java
//SOURCES ShellHelp.java
package cloudshell.shell;

import cloudshell.CloudShell;
import cloudshell.arm.Arm;
import cloudshell.arm.Endpoint;
import cloudshell.arm.Subscription;
import cloudshell.audience.AudienceCheck;
import cloudshell.audience.AudienceCheckResult;
import cloudshell.http.JsonTrees;
import cloudshell.http.Transport;
import cloudshell.token.AccessToken;
import cloudshell.token.Claims;
import cloudshell.token.KnownAudience;
import cloudshell.vm.VirtualMachine;
import cloudshell.vm.VirtualMachines;
import cloudshell.vm.VmFilter;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * The short verbs of {@code jbang shell@catalog}, for {@code import static}. What goes wrong in one is a {@link
 * cloudshell.token.CloudShellException}, which JShell shows on a line or two.
 */
public final class Shell {
    private static CloudShell azure;

    private Shell() {}

    /** Has the verbs use this connection, for a program that connects in its own way. */
    public static synchronized void use(CloudShell connection) {
        azure = connection;
    }

    /** The connection behind the verbs, for all that they do not do; made when it is first asked for. */
    public static synchronized CloudShell azure() {
        if (azure == null) {
            azure = CloudShell.connect();
        }
        return azure;
    }

    /** A token for Resource Manager. */
    public static AccessToken token() {
        return azure().token();
    }

    /** A token for an audience: {@code graph}, {@code vault}, a resource, a scope. */
    public static AccessToken token(String audience) {
        return azure().token(audience);
    }

    /** What the token for Resource Manager says of itself; nothing is verified. */
    public static JsonNode claims() {
        return claims(token());
    }

    /** What the token for an audience says of itself; nothing is verified. */
    public static JsonNode claims(String audience) {
        return claims(token(audience));
    }

    private static JsonNode claims(AccessToken token) {
        return IndentedJson.of(Claims.text(token).map(JsonTrees::again).orElse(JsonNodeFactory.instance.objectNode()));
    }

    /** The subscriptions that the user sees. */
    public static Listing<Subscription> subscriptions() {
        return Listing.of(
                () -> azure().subscriptions().all().stream(), each -> List.of(each.name(), each.id(), each.state()));
    }

    /** The VMs of the default subscription, with their power states. */
    public static Listing<VirtualMachine> vms() {
        return vms(azure().subscriptions().defaultId());
    }

    /** The VMs of a subscription, by its name or id, with their power states. */
    public static Listing<VirtualMachine> vms(String subscription) {
        return vms(() -> new VirtualMachines(azure().arm(), VirtualMachines.API_VERSION)
                .listWithPower(
                        azure().subscriptions().id(subscription),
                        failure -> System.err.println("The power states are missing: " + failure.getMessage())));
    }

    /** The VMs of all subscriptions that are enabled, with their power states, from Resource Graph. */
    public static Listing<VirtualMachine> allVms() {
        return vms(() -> {
            var ids = azure().subscriptions().all().stream()
                    .filter(Subscription::isEnabled)
                    .map(Subscription::id)
                    .toList();
            return new VirtualMachines(azure().arm(), VirtualMachines.API_VERSION)
                    .ask(azure().resourceGraph(), ids, VmFilter.NONE);
        });
    }

    private static Listing<VirtualMachine> vms(Supplier<Stream<VirtualMachine>> vms) {
        return Listing.of(
                vms,
                each -> List.of(each.name(), each.powerCode(), each.size(), each.location(), each.resourceGroup()));
    }

    /** The rows that Resource Graph has for a query, over all its pages; about everything that the user sees. */
    public static Listing<JsonNode> query(String kql) {
        return Listing.of(() -> azure().resourceGraph().query(kql).map(IndentedJson::of), ListingText::cells);
    }

    /** The audiences that the toolkit knows: short name, resource, service. */
    public static Listing<KnownAudience> audiences() {
        return Listing.of(
                () -> KnownAudience.all().stream(),
                each -> List.of(String.join(",", each.names()), each.resource(), each.service()));
    }

    /** Whether the endpoint gives a token for each of these audiences. */
    public static Listing<AudienceCheckResult> audiences(String... audiences) {
        return Listing.of(
                () -> new AudienceCheck(azure().tokens()).check(Arrays.asList(audiences)).stream(),
                each -> List.of(each.asked(), each.status(), each.service()));
    }

    /** What Microsoft Graph has at a path: {@code /me}, {@code /me/messages}, {@code /beta/me}. */
    public static JsonNode graph(String path) {
        return json(MicrosoftGraph.api(azure()), "GET", MicrosoftGraph.path(path), null);
    }

    /** The elements of a list of Microsoft Graph, over all its pages. */
    public static Listing<JsonNode> graphList(String path) {
        return Listing.of(
                () -> MicrosoftGraph.api(azure())
                        .list(MicrosoftGraph.path(path))
                        .map(IndentedJson::of),
                ListingText::cells);
    }

    /**
     * What is at a path of Resource Manager, or at the URL of another Azure service. In a path,
     * {@code {subscriptionId}} is filled in.
     */
    public static JsonNode get(String path) {
        return send("GET", path, null);
    }

    /** Posts without a body, as actions such as {@code .../start} take it. */
    public static JsonNode post(String path) {
        return send("POST", path, null);
    }

    /** Posts a body: JSON text, or a map, list or record to be written as JSON. */
    public static JsonNode post(String path, Object body) {
        return send("POST", path, IndentedJson.bytes(body));
    }

    /** Replaces or creates what is at a path, with a body as {@link #post} takes it. */
    public static JsonNode put(String path, Object body) {
        return send("PUT", path, IndentedJson.bytes(body));
    }

    /** Changes what is at a path, with a body as {@link #post} takes it. */
    public static JsonNode patch(String path, Object body) {
        return send("PATCH", path, IndentedJson.bytes(body));
    }

    /** Deletes what is at a path. */
    public static JsonNode delete(String path) {
        return send("DELETE", path, null);
    }

    /** The elements of a list, over all its pages; a page is fetched when it is come to. */
    public static Listing<JsonNode> list(String path) {
        return Listing.of(
                () -> api(path).list(azure().subscriptions().filledIn(path)).map(IndentedJson::of), ListingText::cells);
    }

    private static JsonNode send(String method, String path, byte[] body) {
        return json(api(path), method, azure().subscriptions().filledIn(path), body);
    }

    private static JsonNode json(Arm api, String method, String path, byte[] body) {
        var response = api.send(method, path, body);
        return response.body().length == 0 ? accepted(response) : IndentedJson.of(Arm.json(response, method, path));
    }

    /** What is shown of a response without a body, so that an accepted action does not look like nothing. */
    private static JsonNode accepted(Transport.Response response) {
        return IndentedJson.of(JsonNodeFactory.instance.objectNode().put("status", response.status()));
    }

    private static Arm api(String path) {
        Endpoint.checkPath(path);
        return path.startsWith("/") ? azure().arm() : azure().api(path);
    }

    /** Shows the verbs. */
    public static void help() {
        System.out.print(ShellHelp.ALL);
    }

    /** Shows more of one verb: {@code help("query")}. */
    public static void help(String verb) {
        System.out.print(ShellHelp.of(verb));
    }
}
