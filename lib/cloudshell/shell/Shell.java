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
import cloudshell.http.JsonTrees;
import cloudshell.http.Transport;
import cloudshell.token.AccessToken;
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
 * The methods of {@code jbang shell@catalog}, for {@code import static}. They throw {@link
 * cloudshell.token.CloudShellException}, which JShell prints in one or two lines.
 */
public final class Shell {
    private static CloudShell azure;

    private Shell() {}

    /** Sets the client of the methods, for a program that creates its own. */
    public static synchronized void use(CloudShell connection) {
        azure = connection;
    }

    /** Returns the client of the methods, for everything that they do not offer. It is created on first use. */
    public static synchronized CloudShell azure() {
        if (azure == null) {
            azure = CloudShell.connect();
        }
        return azure;
    }

    /** Returns a token for Resource Manager. */
    public static AccessToken token() {
        return azure().token();
    }

    /** Returns a token for an audience: {@code graph}, {@code vault}, a resource, a scope. */
    public static AccessToken token(String audience) {
        return azure().token(audience);
    }

    /** Returns the claims of the token for Resource Manager, not verified. */
    public static JsonNode claims() {
        return claims(token());
    }

    /** Returns the claims of the token for an audience, not verified. */
    public static JsonNode claims(String audience) {
        return claims(token(audience));
    }

    private static JsonNode claims(AccessToken token) {
        return IndentedJson.of(token.claimsJson().map(JsonTrees::again).orElse(JsonNodeFactory.instance.objectNode()));
    }

    /** Returns the user's subscriptions. */
    public static Listing<Subscription> subscriptions() {
        return Listing.of(
                () -> azure().subscriptions().all().stream(), each -> List.of(each.name(), each.id(), each.state()));
    }

    /** Returns the VMs of the default subscription with their power states. */
    public static Listing<VirtualMachine> vms() {
        return vms(azure().subscriptions().defaultId());
    }

    /** Returns the VMs of a subscription, by its name or id, with their power states. */
    public static Listing<VirtualMachine> vms(String subscription) {
        return vms(() -> new VirtualMachines(azure().arm(), VirtualMachines.API_VERSION)
                .listWithPower(
                        azure().subscriptions().id(subscription),
                        failure -> System.err.println("The power states are missing: " + failure.getMessage())));
    }

    /** Returns the VMs of all enabled subscriptions with their power states, from Resource Graph. */
    public static Listing<VirtualMachine> allVms() {
        return vms(() -> {
            var ids = azure().subscriptions().all().stream()
                    .filter(Subscription::isEnabled)
                    .map(Subscription::id)
                    .toList();
            return new VirtualMachines(azure().arm(), VirtualMachines.API_VERSION)
                    .query(azure().resourceGraph(), ids, VmFilter.NONE);
        });
    }

    private static Listing<VirtualMachine> vms(Supplier<Stream<VirtualMachine>> vms) {
        return Listing.of(
                vms,
                each -> List.of(each.name(), each.powerCode(), each.size(), each.location(), each.resourceGroup()));
    }

    /** Returns all rows of a Resource Graph query over everything that the user can read. */
    public static Listing<JsonNode> query(String kql) {
        return Listing.of(() -> azure().resourceGraph().query(kql).map(IndentedJson::of), ListingText::cells);
    }

    /** Returns the known audiences: short name, resource, service. */
    public static Listing<KnownAudience> audiences() {
        return Listing.of(
                () -> KnownAudience.all().stream(),
                each -> List.of(String.join(",", each.names()), each.resource(), each.service()));
    }

    /** Checks whether the endpoint issues a token for each of these audiences. */
    public static Listing<AudienceCheck.Result> audiences(String... audiences) {
        return Listing.of(
                () -> new AudienceCheck(azure().tokens()).check(Arrays.asList(audiences)).stream(),
                each -> List.of(each.asked(), each.status(), each.service()));
    }

    /** Returns the JSON at a path of Microsoft Graph: {@code /me}, {@code /me/messages}, {@code /beta/me}. */
    public static JsonNode graph(String path) {
        return json(MicrosoftGraph.api(azure()), "GET", MicrosoftGraph.path(path), null);
    }

    /** Returns the elements of a list of Microsoft Graph, over all its pages. */
    public static Listing<JsonNode> graphList(String path) {
        return Listing.of(
                () -> MicrosoftGraph.api(azure())
                        .list(MicrosoftGraph.path(path))
                        .map(IndentedJson::of),
                ListingText::cells);
    }

    /**
     * Returns the JSON at a path of Resource Manager, or at the URL of another Azure service. {@code {subscriptionId}}
     * in a path is replaced by the default subscription.
     */
    public static JsonNode get(String path) {
        return send("GET", path, null);
    }

    /** Posts without a body, as for actions such as {@code .../start}. */
    public static JsonNode post(String path) {
        return send("POST", path, null);
    }

    /** Posts a body: JSON text, or a map, list or record that is written as JSON. */
    public static JsonNode post(String path, Object body) {
        return send("POST", path, IndentedJson.bytes(body));
    }

    /** Creates or replaces what is at a path, with a body as for {@link #post}. */
    public static JsonNode put(String path, Object body) {
        return send("PUT", path, IndentedJson.bytes(body));
    }

    /** Changes what is at a path, with a body as for {@link #post}. */
    public static JsonNode patch(String path, Object body) {
        return send("PATCH", path, IndentedJson.bytes(body));
    }

    /** Deletes what is at a path. */
    public static JsonNode delete(String path) {
        return send("DELETE", path, null);
    }

    /** Returns the elements of a list, over all its pages; a page is requested when it is reached. */
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

    /** Describes a response without a body, so that an accepted action is visible. */
    private static JsonNode accepted(Transport.Response response) {
        return IndentedJson.of(JsonNodeFactory.instance.objectNode().put("status", response.status()));
    }

    private static Arm api(String path) {
        Endpoint.checkPath(path);
        return path.startsWith("/") ? azure().arm() : azure().api(path);
    }

    /** Prints the methods. */
    public static void help() {
        System.out.print(ShellHelp.ALL);
    }

    /** Prints more about one method: {@code help("query")}. */
    public static void help(String verb) {
        System.out.print(ShellHelp.of(verb));
    }
}
