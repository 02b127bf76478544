package cloudshell.simulator.resources.types;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** The rules of a provider for writing and deleting resources of one type. */
public interface TypeRules {
    /** Adds what Azure adds. {@code provisioningState} is there already. */
    default void complete(Write write) {}

    /** The resource as it is shown, with what others make of it. */
    default ObjectNode shown(Write write) {
        return write.node();
    }

    /** Changes other resources, once this one is written. */
    default void written(Write write) {}

    /**
     * Rejects the deletion of a resource that others use.
     *
     * @param write the resource as it is
     */
    default void checkDelete(Write write) {}

    /** Changes other resources, once this one is gone. */
    default void deleted(Write write) {}

    /** Returns how PUT responds to a new resource. */
    default Put put() {
        return Put.CREATED;
    }

    /** Returns whether DELETE starts an operation. */
    default boolean deletesLater() {
        return false;
    }

    /** The status codes that a type's API has for PUT of something new, each of which is all that its clients accept. */
    enum Put {
        /** 201, and it is done. */
        CREATED,
        /** 200, as for a resource that was there. */
        OK,
        /** 201 with an operation to follow. */
        CREATED_LATER,
        /** 202 with an operation to follow; its result is the resource. */
        ACCEPTED
    }
}
