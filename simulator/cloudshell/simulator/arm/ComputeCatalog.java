package cloudshell.simulator.arm;

import static cloudshell.simulator.http.Response.json;

import cloudshell.simulator.estate.Estate;
import cloudshell.simulator.http.Response;
import cloudshell.simulator.http.SimulatedRequest;
import cloudshell.simulator.resources.ArmErrors;
import cloudshell.simulator.resources.ArmPath;
import cloudshell.simulator.resources.Page;
import cloudshell.simulator.resources.Regions;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Sizes of VMs, SKUs and usages: some of those that Azure has, with its figures. */
final class ComputeCatalog {
    private static final Pattern LOCATION = Pattern.compile("location eq '([^']*)'", Pattern.CASE_INSENSITIVE);
    private static final int CORES = 100;

    private record Size(String name, String family, int cores, int memoryMb, int disks, int temporaryMb) {}

    private static final List<Size> SIZES = """
            Standard_B1s standardBSFamily 1 1024 2 4096
            Standard_B1ms standardBSFamily 1 2048 2 4096
            Standard_B2s standardBSFamily 2 4096 4 8192
            Standard_B2ms standardBSFamily 2 8192 4 16384
            Standard_B4ms standardBSFamily 4 16384 8 32768
            Standard_DS1_v2 standardDSv2Family 1 3584 4 7168
            Standard_DS2_v2 standardDSv2Family 2 7168 8 14336
            Standard_D2s_v3 standardDSv3Family 2 8192 4 16384
            Standard_D4s_v3 standardDSv3Family 4 16384 8 32768
            Standard_D2s_v5 standardDSv5Family 2 8192 4 0
            Standard_D4s_v5 standardDSv5Family 4 16384 8 0
            Standard_D8s_v5 standardDSv5Family 8 32768 16 0
            Standard_D8as_v5 standardDASv5Family 8 32768 16 0
            Standard_E2s_v5 standardESv5Family 2 16384 4 0
            Standard_E4s_v5 standardESv5Family 4 32768 8 0
            Standard_E8ads_v5 standardEADSv5Family 8 65536 16 307200
            Standard_F2s_v2 standardFSv2Family 2 4096 4 16384
            Standard_F4s_v2 standardFSv2Family 4 8192 8 32768
            Standard_L8s_v3 standardLSv3Family 8 65536 16 81920
            Standard_NC4as_T4_v3 StandardNCASv3_T4Family 4 28672 8 180224
            """.lines().map(line -> line.split(" ")).map(parts -> new Size(
            parts[0],
            parts[1],
            Integer.parseInt(parts[2]),
            Integer.parseInt(parts[3]),
            Integer.parseInt(parts[4]),
            Integer.parseInt(parts[5]))).toList();

    private final Estate estate;
    private final Page page;
    private final ImageCatalog images = new ImageCatalog();

    ComputeCatalog(Estate estate, Page page) {
        this.estate = estate;
        this.page = page;
    }

    /** Returns what a path of {@code Microsoft.Compute} below {@code skus} or {@code locations} is; empty if it is neither. */
    Optional<Response> handle(SimulatedRequest request, ArmPath path, int subscription) {
        boolean skus = path.is(0, "skus") && path.rest().size() == 1;
        boolean sizes = path.is(0, "virtualMachines") && path.is(2, "vmSizes");
        if (!skus && !sizes && !(path.is(0, "locations") && path.rest().size() > 2)) {
            return Optional.empty();
        }
        if (!request.method().equals("GET")) {
            return Optional.of(ArmErrors.notSimulated(request.method() + " of " + path.type()));
        }
        if (skus) {
            return Optional.of(skus(request, path.subscription()));
        }
        if (sizes) {
            return Optional.of(list(request, sizes()));
        }
        var location = path.rest().get(1);
        if (!Regions.has(location)) {
            return Optional.of(ArmErrors.noLocation(location, path.type()));
        }
        if (path.is(2, "vmSizes") && path.rest().size() == 3) {
            return Optional.of(list(request, sizes()));
        }
        if (path.is(2, "usages") && path.rest().size() == 3) {
            return Optional.of(list(request, usages(subscription, location)));
        }
        return Optional.of(
                path.is(2, "publishers")
                        ? images.handle(request, path, location)
                        : ArmErrors.notSimulated(path.type()));
    }

    private Response list(SimulatedRequest request, List<ObjectNode> all) {
        return page.of(request, all.size(), n -> Optional.of(all.get(n)));
    }

    private static List<ObjectNode> sizes() {
        return SIZES.stream()
                .map(size -> JsonNodeFactory.instance
                        .objectNode()
                        .put("name", size.name())
                        .put("numberOfCores", size.cores())
                        .put("osDiskSizeInMB", 1_047_552)
                        .put("resourceDiskSizeInMB", size.temporaryMb())
                        .put("memoryInMB", size.memoryMb())
                        .put("maxDataDiskCount", size.disks()))
                .toList();
    }

    private Response skus(SimulatedRequest request, String subscription) {
        var filter = request.parameter("$filter");
        var location = LOCATION.matcher(filter);
        boolean one = location.matches();
        if (!filter.isEmpty() && !one) {
            return ArmErrors.filter(filter);
        }
        var all = new ArrayList<ObjectNode>();
        for (var region : Regions.ALL) {
            if (!one || region.name().equalsIgnoreCase(location.group(1))) {
                SIZES.forEach(size -> all.add(sku(size, region.name())));
                for (var disk : List.of("Standard_LRS", "StandardSSD_LRS", "Premium_LRS")) {
                    all.add(disk(disk, region.name()));
                }
            }
        }
        return json(
                200,
                JsonNodeFactory.instance
                        .objectNode()
                        .set("value", JsonNodeFactory.instance.arrayNode().addAll(all)));
    }

    private static ObjectNode sku(Size size, String region) {
        var sku = JsonNodeFactory.instance.objectNode();
        sku.put("resourceType", "virtualMachines")
                .put("name", size.name())
                .put("tier", "Standard")
                .put("size", size.name().replaceFirst("^Standard_", ""))
                .put("family", size.family());
        where(sku, region, List.of("1", "2", "3"));
        var capabilities = sku.putArray("capabilities");
        Map.of(
                        "vCPUs",
                        Integer.toString(size.cores()),
                        "MemoryGB",
                        Double.toString(size.memoryMb() / 1024.0).replaceFirst("\\.0$", ""),
                        "MaxDataDiskCount",
                        Integer.toString(size.disks()),
                        "MaxResourceVolumeMB",
                        Integer.toString(size.temporaryMb()),
                        "PremiumIO",
                        "True",
                        "AcceleratedNetworkingEnabled",
                        size.cores() > 1 ? "True" : "False",
                        "HyperVGenerations",
                        "V1,V2",
                        "CpuArchitectureType",
                        "x64")
                .forEach((name, value) ->
                        capabilities.addObject().put("name", name).put("value", value));
        sku.putArray("restrictions");
        return sku;
    }

    private static ObjectNode disk(String name, String region) {
        var sku = JsonNodeFactory.instance.objectNode();
        sku.put("resourceType", "disks")
                .put("name", name)
                .put("tier", name.startsWith("Premium") ? "Premium" : "Standard");
        where(sku, region, List.of());
        sku.putArray("capabilities");
        sku.putArray("restrictions");
        return sku;
    }

    private static void where(ObjectNode sku, String region, List<String> zones) {
        sku.putArray("locations").add(region);
        var info = sku.putArray("locationInfo").addObject().put("location", region);
        var array = info.putArray("zones");
        zones.forEach(array::add);
        info.putArray("zoneDetails");
    }

    private List<ObjectNode> usages(int subscription, String location) {
        int vms = 0;
        int cores = 0;
        for (var vm : estate.search("Microsoft.Compute/virtualMachines", subscription, node -> node.path("location")
                .asText()
                .equalsIgnoreCase(location))) {
            vms++;
            var name =
                    vm.path("properties").path("hardwareProfile").path("vmSize").asText();
            cores += SIZES.stream()
                    .filter(size -> size.name().equalsIgnoreCase(name))
                    .mapToInt(Size::cores)
                    .findFirst()
                    .orElse(1);
        }
        return List.of(
                usage("cores", "Total Regional vCPUs", cores, CORES),
                usage("virtualMachines", "Virtual Machines", vms, 25_000),
                usage("standardDSv5Family", "Standard DSv5 Family vCPUs", 0, CORES),
                usage("standardBSFamily", "Standard BS Family vCPUs", 0, CORES));
    }

    static ObjectNode usage(String name, String text, int used, int limit) {
        var usage = JsonNodeFactory.instance.objectNode();
        usage.put("limit", limit).put("unit", "Count").put("currentValue", used);
        usage.putObject("name").put("value", name).put("localizedValue", text);
        return usage;
    }
}
