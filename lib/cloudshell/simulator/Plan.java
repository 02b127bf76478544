package cloudshell.simulator;

import java.util.List;

/**
 * What a simulator simulates.
 *
 * @param port 0 for any free one
 * @param vms in each subscription
 * @param latency of each answer, in milliseconds
 * @param tokenLife in seconds
 * @param pageSize machines on a page
 */
public record Plan(
        int port, int subscriptions, int vms, int latency, long tokenLife, int pageSize, List<String> faults) {
    public static final Plan USUAL = new Plan(0, 1, 16, 0, 3600, 100, List.of());

    /** @throws IllegalArgumentException where the text is no fault, saying what one is */
    public static void checkFault(String text) {
        Fault.parse(text);
    }

    public Plan withPort(int port) {
        return new Plan(port, subscriptions, vms, latency, tokenLife, pageSize, faults);
    }

    public Plan withSubscriptions(int subscriptions) {
        return new Plan(port, subscriptions, vms, latency, tokenLife, pageSize, faults);
    }

    public Plan withVms(int vms) {
        return new Plan(port, subscriptions, vms, latency, tokenLife, pageSize, faults);
    }

    public Plan withLatency(int latency) {
        return new Plan(port, subscriptions, vms, latency, tokenLife, pageSize, faults);
    }

    public Plan withTokenLife(long tokenLife) {
        return new Plan(port, subscriptions, vms, latency, tokenLife, pageSize, faults);
    }

    public Plan withPageSize(int pageSize) {
        return new Plan(port, subscriptions, vms, latency, tokenLife, pageSize, faults);
    }

    public Plan withFaults(List<String> faults) {
        return new Plan(port, subscriptions, vms, latency, tokenLife, pageSize, List.copyOf(faults));
    }

    public Plan withFaults(String... faults) {
        return withFaults(List.of(faults));
    }
}
