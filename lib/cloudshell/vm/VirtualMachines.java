//SOURCES ../Connection.java
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
 * Lists virtual machines: those of a subscription as the documentation does, with their power states from a second
 * list ({@code statusOnly=true}), so two calls a page and never one for each VM; those of many subscriptions by
 * one question to Resource Graph.
 */
public final class VirtualMachines {
    /** The version of the documented call; {@code statusOnly} exists since 2019-07-01. */
    public static final String API_VERSION = "2021-07-01";

    private final Arm arm;
    private final String apiVersion;

    public VirtualMachines(Arm arm, String apiVersion) {
        this.arm = arm.withHeader("x-ms-version", "2019-02-02");
        this.apiVersion = apiVersion;
    }

    /** The VMs of a subscription, without power states, as their pages arrive. */
    public Stream<VirtualMachine> list(String subscription) {
        return Pages.stream(new VmList(arm.pages(path(subscription)), null, null, false));
    }

    /**
     * The VMs of a subscription with their power states. If the second list fails, the VMs from there on
     * have none, and the failure is handed over once.
     */
    public Stream<VirtualMachine> listWithPower(String subscription, Consumer<CloudShellException> onFailure) {
        return Pages.stream(withPower(subscription, onFailure, false));
    }

    /**
     * The VMs of several subscriptions, one subscription after the other, a few asked at a time. One that fails
     * is handed over and left out; the stream ends with an {@link ArmException} where all did, or one failed for
     * another reason than an error response, since the list is incomplete then.
     *
     * @param withPower whether to ask for the power states too
     */
    public Stream<VirtualMachine> listEach(
            List<String> subscriptions, boolean withPower, Consumer<CloudShellException> onFailure) {
        return subscriptions.size() == 1
                ? Pages.stream(list(subscriptions.get(0), withPower, onFailure))
                : Pages.stream(new VmLists(subscriptions, id -> list(id, withPower, onFailure), onFailure));
    }

    /**
     * The VMs of several subscriptions that a filter lets through, by one question to Resource Graph a page. Its
     * data can be a minute old.
     *
     * @throws ArmException if it does not respond the first question; {@link ResourceGraph#isErrorResponse} says whether
     *     {@link #listEach} may fare better
     */
    public Stream<VirtualMachine> ask(ResourceGraph graph, List<String> subscriptions, VmFilter filter) {
        var rows = graph.pages(filter.question(), subscriptions);
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
