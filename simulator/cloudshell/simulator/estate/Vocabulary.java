package cloudshell.simulator.estate;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * The words that an estate is made of; another seed has others.
 *
 * @param roles what VMs do; each has a resource group
 * @param power one pattern of power states, repeated over the VMs
 */
record Vocabulary(List<String> roles, List<String> locations, List<String> sizes, List<String> power) {
    private static final Vocabulary USUAL = new Vocabulary(
            List.of("web", "api", "db", "batch"),
            List.of("westeurope", "eastus", "southeastasia"),
            List.of("Standard_B2s", "Standard_D4s_v5", "Standard_E8ads_v5"),
            List.of("running", "deallocated", "running", "stopped", "running"));
    private static final Vocabulary ALL = new Vocabulary(
            List.of("shop", "mail", "build", "cache", "search", "queue", "auth", "report", "proxy", "train"),
            List.of("northeurope", "uksouth", "westus2", "japaneast", "centralindia", "swedencentral", "eastus2"),
            List.of("Standard_B1ms", "Standard_D2s_v5", "Standard_F4s_v2", "Standard_E4s_v5", "Standard_D8as_v5"),
            List.of("running", "running", "deallocated", "stopped", "running", "deallocated", "running"));

    static Vocabulary of(long seed) {
        if (seed == 0) {
            return USUAL;
        }
        var random = new Random(seed);
        return new Vocabulary(
                some(ALL.roles, 3 + random.nextInt(4), random),
                some(ALL.locations, 2 + random.nextInt(3), random),
                some(ALL.sizes, 2 + random.nextInt(3), random),
                some(ALL.power, 7, random));
    }

    private static List<String> some(List<String> words, int count, Random random) {
        var shuffled = new ArrayList<>(words);
        Collections.shuffle(shuffled, random);
        return List.copyOf(shuffled.subList(0, count));
    }

    String role(int n) {
        return roles.get(n % roles.size());
    }

    String location(int n) {
        return locations.get(n % locations.size());
    }

    String size(int n) {
        return sizes.get(n % sizes.size());
    }

    /** Null for every 16th, as some VMs have none. */
    String power(int n) {
        return n % 16 == 15 ? null : power.get(n % power.size());
    }

    /** In capitals, as in nearly all recordings. */
    String group(int n) {
        return "RG-" + role(n).toUpperCase(Locale.ROOT);
    }

    String vm(int n) {
        return "%s-%02d".formatted(role(n), n + 1);
    }
}
