//SOURCES ../CloudShell.java ../token/Claims.java ../vm/VirtualMachines.java ../wire/JsonWriter.java
//SOURCES IndentedJson.java Listing.java Mishap.java
package cloudshell.shell;

import cloudshell.CloudShell;
import cloudshell.arm.Arm;
import cloudshell.arm.Subscription;
import cloudshell.token.AccessToken;
import cloudshell.token.Claims;
import cloudshell.vm.VirtualMachine;
import cloudshell.vm.VirtualMachines;
import cloudshell.wire.JsonTrees;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;

/**
 * The short verbs of {@code jbang shell@catalog}, for {@code import static}. What goes wrong in one is a {@link Mishap},
 * which JShell shows on one line.
 */
public final class Shell {
    private static CloudShell azure;

    private Shell() {}

    /** The connection behind the verbs, for all that they do not do; made when it is first asked for. */
    public static synchronized CloudShell azure() {
        if (azure == null) {
            azure = Mishap.onOneLine(CloudShell::connect);
        }
        return azure;
    }

    /** A token for Resource Manager. */
    public static AccessToken token() {
        return Mishap.onOneLine(() -> azure().token());
    }

    /** A token for an audience: {@code graph}, {@code vault}, a resource, a scope. */
    public static AccessToken token(String audience) {
        return Mishap.onOneLine(() -> azure().token(audience));
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
        return Listing.of(() -> azure().subscriptions().all().stream());
    }

    /** The machines of the default subscription, with their power states. */
    public static Listing<VirtualMachine> vms() {
        return vms(Mishap.onOneLine(() -> azure().subscriptions().defaultId()));
    }

    /** The machines of a subscription, by its name or id, with their power states. */
    public static Listing<VirtualMachine> vms(String subscription) {
        return Listing.of(() -> new VirtualMachines(azure().arm(), VirtualMachines.API_VERSION)
                .listWithPower(
                        azure().subscriptions().id(subscription),
                        failure -> System.err.println("The power states are missing: " + failure.getMessage())));
    }

    /**
     * What is at a path of Resource Manager, or at the address of another Azure service. In a path,
     * {@code {subscriptionId}} is filled in.
     */
    public static JsonNode get(String path) {
        return send("GET", path, null);
    }

    /** Posts a body: JSON text, or a map, list or record to be written as JSON. */
    public static JsonNode post(String path, Object body) {
        return send("POST", path, IndentedJson.bytes(body));
    }

    /** The elements of a list, over all its pages; a page is fetched when it is come to. */
    public static Listing<JsonNode> list(String path) {
        return Listing.of(() -> api(path).list(azure().subscriptions().filledIn(path)));
    }

    private static JsonNode send(String method, String path, byte[] body) {
        return Mishap.onOneLine(() -> {
            var answer = api(path).send(method, azure().subscriptions().filledIn(path), body);
            return answer.body().length == 0
                    ? JsonNodeFactory.instance.nullNode()
                    : IndentedJson.of(Arm.json(answer, method, path));
        });
    }

    private static Arm api(String path) {
        return path.startsWith("/") ? azure().arm() : azure().api(path);
    }

    /** Shows the verbs. */
    public static void help() {
        System.out.print("""
                token()  token("graph")     an access token; reveal() gives the secret, which is you
                claims()  claims("graph")   what the token says of itself
                subscriptions()             the subscriptions that you see
                vms()  vms("Production")    machines with their power states
                get(path)                   JSON from Resource Manager, or from https://graph.microsoft.com/\u2026
                post(path, body)            the same with a body: JSON text, or a Map
                list(path)                  the elements of a list, page after page
                azure()                     the library itself: azure().arm(), azure().api(address)
                In a path, {subscriptionId} is filled in. vms(), subscriptions() and list(path) have limit, filter,
                map, forEach, toList and stream. System.out.println(get(path)) shows what is too long for the screen.
                """);
    }
}
