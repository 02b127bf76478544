//SOURCES ../arm/Arm.java
//SOURCES Glob.java PowerState.java VirtualMachine.java VmFilter.java VmList.java VmLists.java
package cloudshell.vm;

import cloudshell.arm.Arm;
import cloudshell.arm.ArmException;
import cloudshell.arm.Pages;
import cloudshell.arm.ResourceGraph;
import cloudshell.http.Urls;
import cloudshell.token.CloudShellException;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Lists virtual machines: those of one subscription from Resource Manager, with their power states from a second list
 * ({@code statusOnly=true}), so two requests a page and never one for each VM; those of many subscriptions with one
 * query to Resource Graph.
 */
public final class VirtualMachines {
    /** The version of the documented request; {@code statusOnly} exists since 2019-07-01. */
    public static final String API_VERSION = "2021-07-01";

    private final Arm arm;
    private final String apiVersion;

    public VirtualMachines(Arm arm, String apiVersion) {
        this.arm = arm.withHeader("x-ms-version", "2019-02-02");
        this.apiVersion = apiVersion;
    }

    /** Returns the VMs of a subscription without power states, as their pages arrive. */
    public Stream<VirtualMachine> list(String subscription) {
        return Pages.stream(new VmList(arm.pages(path(subscription)), null, null, false));
    }

    /**
     * Returns the VMs of a subscription with their power states. If the second list fails, the VMs from there on have
     * none, and the failure is reported once.
     */
    public Stream<VirtualMachine> listWithPower(String subscription, Consumer<CloudShellException> onFailure) {
        return Pages.stream(withPower(subscription, onFailure, false));
    }

    /**
     * Returns the VMs of several subscriptions in order; a few are requested at a time. A subscription that fails is
     * reported and left out. The stream ends with an {@link ArmException} if all failed, or if one failed for another
     * reason than an error response, since the list is incomplete.
     *
     * @param withPower whether to request power states
     */
    public Stream<VirtualMachine> listEach(
            List<String> subscriptions, boolean withPower, Consumer<CloudShellException> onFailure) {
        return subscriptions.size() == 1
                ? Pages.stream(list(subscriptions.get(0), withPower, onFailure))
                : Pages.stream(new VmLists(subscriptions, id -> list(id, withPower, onFailure), onFailure));
    }

    /**
     * Returns the VMs of several subscriptions that match a filter, with one query to Resource Graph per page. Its data
     * can be minutes old.
     *
     * @throws ArmException if the first query fails; {@link ResourceGraph#isErrorResponse} returns whether {@link
     *     #listEach} may work
     */
    public Stream<VirtualMachine> query(ResourceGraph graph, List<String> subscriptions, VmFilter filter) {
        var rows = graph.pages(filter.query(), subscriptions);
        rows.hasNext();
        return Pages.stream(rows).map(VirtualMachine::ofGraph).filter(filter::matches);
    }

    private VmList list(String subscription, boolean withPower, Consumer<CloudShellException> onFailure) {
        return withPower
                ? withPower(subscription, onFailure, true)
                : new VmList(arm.pages(path(subscription)), null, onFailure, true);
    }

    private VmList withPower(String subscription, Consumer<CloudShellException> onFailure, boolean atEnd) {
        var path = path(subscription);
        return new VmList(arm.pages(path), arm.pages(path + "&statusOnly=true"), onFailure, atEnd);
    }

    private String path(String subscription) {
        return "/subscriptions/" + Urls.segment(subscription)
                + "/providers/Microsoft.Compute/virtualMachines?api-version=" + Urls.segment(apiVersion);
    }
}
