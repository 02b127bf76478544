package cloudshell.simulator.estate;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** One type of resource of the estate, made by number, so that a million of them cost nothing until they are needed. */
abstract class ResourceGenerator {
    private static final int FEW = 100;

    final Vocabulary words;
    final int vms;
    private final String type;

    /** @param vms in each subscription */
    ResourceGenerator(String type, Vocabulary words, int vms) {
        this.type = type;
        this.words = words;
        this.vms = vms;
    }

    abstract int count();

    abstract String name(int subscription, int n);

    /** The number of the group that it is in. */
    abstract int group(int n);

    /** Adds all but {@code name}, {@code id} and {@code type}. */
    abstract void describe(ObjectNode node, int subscription, int n);

    final String type() {
        return type;
    }

    final String id(int subscription, int n) {
        return Subscriptions.scope(subscription) + "/resourceGroups/" + words.group(group(n)) + "/providers/" + type
                + "/" + name(subscription, n);
    }

    final ObjectNode at(int subscription, int n) {
        var node = JsonNodeFactory.instance.objectNode();
        node.put("name", name(subscription, n)).put("id", id(subscription, n)).put("type", type);
        describe(node, subscription, n);
        return node;
    }

    /** The number of the one with that name, in any case; -1 if there is none. */
    final int find(int subscription, String name) {
        int number = number(name) - 1;
        if (is(subscription, number, name)) {
            return number;
        }
        for (int n = 0; n < Math.min(FEW, count()); n++) {
            int fromTheEnd = count() - 1 - n;
            if (is(subscription, n, name) || is(subscription, fromTheEnd, name)) {
                return is(subscription, n, name) ? n : fromTheEnd;
            }
        }
        return -1;
    }

    private boolean is(int subscription, int n, String name) {
        return n >= 0 && n < count() && name(subscription, n).equalsIgnoreCase(name);
    }

    private static int number(String name) {
        var digits = name.replaceAll("^\\D*(\\d{1,8}).*$", "$1");
        return digits.matches("\\d+") ? Integer.parseInt(digits) : 0;
    }

    final ObjectNode properties(ObjectNode node) {
        var properties = node.putObject("properties");
        properties.put("provisioningState", "Succeeded");
        return properties;
    }

    final String sibling(int subscription, int group, String type, String name) {
        return Subscriptions.scope(subscription) + "/resourceGroups/" + words.group(group) + "/providers/" + type + "/"
                + name;
    }
}
