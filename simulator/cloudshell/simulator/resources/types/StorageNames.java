package cloudshell.simulator.resources.types;

import cloudshell.simulator.estate.Estate;

/** Names of storage accounts, which are those of the whole cloud. */
public final class StorageNames {
    private static final int MAX_SUBSCRIPTIONS = 50;

    private StorageNames() {}

    /** Returns whether the simulated tenant has an account of that name. */
    public static boolean isTaken(Estate estate, String name) {
        for (int n = 0; n < Math.min(estate.subscriptions(), MAX_SUBSCRIPTIONS); n++) {
            boolean taken = !estate.search("Microsoft.Storage/storageAccounts", n, node -> node.path("name")
                            .asText()
                            .equals(name))
                    .isEmpty();
            if (taken) {
                return true;
            }
        }
        return false;
    }
}
