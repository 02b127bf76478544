package cloudshell.simulator;

import cloudshell.simulator.faults.Fault;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What a simulator simulates.
 *
 * @param port 0 for any free one
 * @param vms in each subscription
 * @param latency of each response, in milliseconds
 * @param tokenLife in seconds
 * @param pageSize elements on a page
 * @param seed of the generated tenant; 0 is the default
 * @param https whether its ports speak TLS as well
 * @param record the file that gets each request and its response
 */
public record SimulatorOptions(
        int port,
        int subscriptions,
        int vms,
        int latency,
        long tokenLife,
        int pageSize,
        List<String> faults,
        long seed,
        boolean https,
        Optional<Path> record) {
    public static final SimulatorOptions DEFAULTS =
            new SimulatorOptions(0, 1, 16, 0, 3600, 100, List.of(), 0, false, Optional.empty());

    /** @throws IllegalArgumentException if the text is not a fault; the message explains what one is */
    public static void checkFault(String text) {
        Fault.parse(text);
    }

    public SimulatorOptions withPort(int other) {
        return new SimulatorOptions(
                other, subscriptions, vms, latency, tokenLife, pageSize, faults, seed, https, record);
    }

    public SimulatorOptions withSubscriptions(int other) {
        return new SimulatorOptions(port, other, vms, latency, tokenLife, pageSize, faults, seed, https, record);
    }

    public SimulatorOptions withVms(int other) {
        return new SimulatorOptions(
                port, subscriptions, other, latency, tokenLife, pageSize, faults, seed, https, record);
    }

    public SimulatorOptions withLatency(int other) {
        return new SimulatorOptions(port, subscriptions, vms, other, tokenLife, pageSize, faults, seed, https, record);
    }

    public SimulatorOptions withTokenLife(long other) {
        return new SimulatorOptions(port, subscriptions, vms, latency, other, pageSize, faults, seed, https, record);
    }

    public SimulatorOptions withPageSize(int other) {
        return new SimulatorOptions(port, subscriptions, vms, latency, tokenLife, other, faults, seed, https, record);
    }

    public SimulatorOptions withFaults(List<String> other) {
        return new SimulatorOptions(
                port, subscriptions, vms, latency, tokenLife, pageSize, List.copyOf(other), seed, https, record);
    }

    public SimulatorOptions withFaults(String... other) {
        return withFaults(List.of(other));
    }

    public SimulatorOptions withSeed(long other) {
        return new SimulatorOptions(
                port, subscriptions, vms, latency, tokenLife, pageSize, faults, other, https, record);
    }

    public SimulatorOptions withHttps(boolean other) {
        return new SimulatorOptions(
                port, subscriptions, vms, latency, tokenLife, pageSize, faults, seed, other, record);
    }

    public SimulatorOptions withRecord(Path file) {
        return new SimulatorOptions(
                port, subscriptions, vms, latency, tokenLife, pageSize, faults, seed, https, Optional.of(file));
    }
}
