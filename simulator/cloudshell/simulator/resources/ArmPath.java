package cloudshell.simulator.resources;

import cloudshell.simulator.estate.ResourceId;
import java.util.ArrayList;
import java.util.List;

/**
 * The parts of a path below a subscription.
 *
 * @param group empty if there is none
 * @param scope of a resource that belongs to another: that one's path
 * @param provider the last provider in the path, empty if there is none
 * @param rest the segments behind the provider, or behind subscription and group
 */
public record ArmPath(String subscription, String group, String scope, String provider, List<String> rest) {
    /** @param path that begins with {@code /subscriptions/} and an id */
    public static ArmPath of(String path) {
        var segments = new ArrayList<>(List.of(path.substring(1).split("/")));
        var subscription = segments.get(1);
        int at = 2;
        var group = "";
        if (segments.size() > 3 && segments.get(2).equalsIgnoreCase("resourceGroups")) {
            group = segments.get(3);
            at = 4;
        }
        int providers = lastProviders(segments);
        if (providers < at) {
            return new ArmPath(subscription, group, "", "", segments.subList(at, segments.size()));
        }
        return new ArmPath(
                subscription,
                group,
                "/" + String.join("/", segments.subList(0, providers)),
                segments.get(providers + 1),
                segments.subList(providers + 2, segments.size()));
    }

    private static int lastProviders(List<String> segments) {
        for (int n = segments.size() - 2; n > 0; n--) {
            if (segments.get(n).equalsIgnoreCase("providers")) {
                return n;
            }
        }
        return -1;
    }

    /** {@code Microsoft.Compute/virtualMachines}, with the types of what it is in. */
    public String type() {
        var type = new StringBuilder(provider);
        for (int n = 0; n < rest.size(); n += 2) {
            type.append('/').append(rest.get(n));
        }
        return type.toString();
    }

    /** The type without the provider. */
    public String shortType() {
        return type().substring(provider.length() + 1);
    }

    public ArmPath withRest(List<String> other) {
        return new ArmPath(subscription, group, scope, provider, other);
    }

    /** Returns whether the last segment is a type that resources have, judging by its form: types are plural. */
    public boolean isResourceType() {
        return rest.size() == 1 && name().endsWith("s");
    }

    public ResourceId id() {
        var names = new StringBuilder();
        for (int n = 1; n < rest.size(); n += 2) {
            names.append(n == 1 ? "" : "/").append(rest.get(n));
        }
        return new ResourceId(subscription, group, type(), names.toString());
    }

    public boolean isList() {
        return rest.size() % 2 == 1;
    }

    public String name() {
        return rest.get(rest.size() - 1);
    }

    public boolean is(int n, String segment) {
        return rest.size() > n && rest.get(n).equalsIgnoreCase(segment);
    }

    /** Returns whether the path is the one of a resource, and its last segment an action on it. */
    public boolean endsWith(String action) {
        return rest.size() == 3 && is(2, action);
    }
}
