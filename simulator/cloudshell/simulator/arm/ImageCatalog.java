package cloudshell.simulator.arm;

import static cloudshell.simulator.http.Response.error;
import static cloudshell.simulator.http.Response.json;

import cloudshell.simulator.http.Response;
import cloudshell.simulator.http.SimulatedRequest;
import cloudshell.simulator.resources.ArmErrors;
import cloudshell.simulator.resources.ArmPath;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Function;

/** Images of the marketplace: publishers, their offers, SKUs and versions. */
final class ImageCatalog {
    private record Image(String publisher, String offer, String sku, String version) {}

    private static final List<Image> IMAGES = """
            Canonical ubuntu-24_04-lts server 24.04.202601150
            Canonical ubuntu-24_04-lts server-gen1 24.04.202601150
            Canonical 0001-com-ubuntu-server-jammy 22_04-lts-gen2 22.04.202601140
            Canonical 0001-com-ubuntu-server-jammy 22_04-lts 22.04.202601140
            Canonical UbuntuServer 18.04-LTS 18.04.202401161
            Debian debian-12 12-gen2 0.20260112.1988
            Debian debian-11 11-backports-gen2 0.20250703.2162
            MicrosoftWindowsServer WindowsServer 2022-datacenter-azure-edition 20348.4529.260105
            MicrosoftWindowsServer WindowsServer 2022-datacenter 20348.4529.260105
            MicrosoftWindowsServer WindowsServer 2022-Datacenter 20348.4529.260105
            MicrosoftWindowsServer WindowsServer 2019-Datacenter 17763.8146.260105
            MicrosoftCBLMariner azure-linux-3 azure-linux-3-gen2 3.20260107.01
            RedHat RHEL 9-lvm-gen2 9.7.2025120312
            SUSE sles-15-sp6 gen2 2026.01.07
            kinvolk flatcar-container-linux-free stable-gen2 4459.2.2
            """.lines()
            .map(line -> line.split(" "))
            .map(parts -> new Image(parts[0], parts[1], parts[2], parts[3]))
            .toList();

    /**
     * Lists one level of {@code publishers/P/artifacttypes/vmimage/offers/O/skus/S/versions/V}.
     *
     * @param location a region
     */
    Response handle(SimulatedRequest request, ArmPath path, String location) {
        var rest = path.rest();
        int size = rest.size();
        if (size > 4 && !path.is(4, "artifacttypes")) {
            return ArmErrors.notSimulated(path.type());
        }
        var here = "/Subscriptions/" + path.subscription() + "/Providers/Microsoft.Compute/Locations/" + location;
        if (size == 3) {
            return list(request, here + "/Publishers/", location, IMAGES, Image::publisher);
        }
        if (size < 7 || !path.is(5, "vmimage") || !path.is(6, "offers")) {
            return ArmErrors.notSimulated(path.type());
        }
        var ofPublisher = with(IMAGES, Image::publisher, rest.get(3));
        here += "/Publishers/" + rest.get(3) + "/ArtifactTypes/VMImage/Offers/";
        if (size == 7) {
            return list(request, here, location, ofPublisher, Image::offer);
        }
        var ofOffer = with(ofPublisher, Image::offer, rest.get(7));
        here += rest.get(7) + "/Skus/";
        if (size == 9) {
            return list(request, here, location, ofOffer, Image::sku);
        }
        var ofSku = size > 9 ? with(ofOffer, Image::sku, rest.get(9)) : List.<Image>of();
        if (size == 11 && path.is(10, "versions")) {
            return list(request, here + rest.get(9) + "/Versions/", location, ofSku, Image::version);
        }
        return size == 12 && path.is(10, "versions")
                ? version(ofSku, rest.get(11), here + rest.get(9) + "/Versions/", location)
                : ArmErrors.notSimulated(path.type());
    }

    private static List<Image> with(List<Image> images, Function<Image, String> part, String value) {
        return images.stream()
                .filter(image -> part.apply(image).equalsIgnoreCase(value))
                .toList();
    }

    /** An array and no object around it, unlike other lists. */
    private static Response list(
            SimulatedRequest request, String here, String location, List<Image> images, Function<Image, String> part) {
        if (images.isEmpty()) {
            return missing();
        }
        var names = new TreeSet<String>();
        images.forEach(image -> names.add(part.apply(image)));
        var top = request.parameter("$top");
        var array = JsonNodeFactory.instance.arrayNode();
        names.stream()
                .limit(top.matches("[1-9]\\d{0,5}") ? Integer.parseInt(top) : Integer.MAX_VALUE)
                .forEach(name -> array.addObject()
                        .put("location", location)
                        .put("name", name)
                        .put("id", here + name));
        return json(200, array);
    }

    private static Response version(List<Image> images, String version, String here, String location) {
        var image = images.stream()
                .filter(each -> version.equals("latest") || each.version().equals(version))
                .findFirst();
        if (image.isEmpty()) {
            return missing();
        }
        var node = JsonNodeFactory.instance.objectNode();
        node.put("location", location)
                .put("name", image.get().version())
                .put("id", here + image.get().version());
        var properties = node.putObject("properties");
        boolean windows = image.get().publisher().startsWith("MicrosoftWindows");
        properties
                .putObject("osDiskImage")
                .put("operatingSystem", windows ? "Windows" : "Linux")
                .put("sizeInGb", windows ? 127 : 30);
        properties.putArray("dataDiskImages");
        properties.putObject("automaticOSUpgradeProperties").put("automaticOSUpgradeSupported", true);
        properties
                .put("hyperVGeneration", image.get().sku().contains("gen1") ? "V1" : "V2")
                .put("architecture", "x64");
        return json(200, node);
    }

    private static Response missing() {
        return error(
                404,
                "ImageNotFound",
                "The platform image is not available. Verify that all fields in the storage profile are correct.");
    }
}
