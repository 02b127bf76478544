package cloudshell.simulator.resources;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.List;
import java.util.stream.Collectors;

/** Some of Azure's regions, with the names and places that it publishes. */
public final class Regions {
    public record Region(String name, String displayName, String geography, String place, String pair) {}

    public static final List<Region> ALL = """
            eastus|East US|United States|Virginia|westus
            eastus2|East US 2|United States|Virginia|centralus
            centralus|Central US|United States|Iowa|eastus2
            westus|West US|United States|California|eastus
            westus2|West US 2|United States|Washington|westcentralus
            westus3|West US 3|United States|Phoenix|eastus
            northeurope|North Europe|Europe|Ireland|westeurope
            westeurope|West Europe|Europe|Netherlands|northeurope
            uksouth|UK South|United Kingdom|London|ukwest
            francecentral|France Central|France|Paris|francesouth
            germanywestcentral|Germany West Central|Germany|Frankfurt|germanynorth
            swedencentral|Sweden Central|Sweden|Gavle|swedensouth
            switzerlandnorth|Switzerland North|Switzerland|Zurich|switzerlandwest
            eastasia|East Asia|Asia Pacific|Hong Kong|southeastasia
            southeastasia|Southeast Asia|Asia Pacific|Singapore|eastasia
            japaneast|Japan East|Japan|Tokyo, Saitama|japanwest
            australiaeast|Australia East|Australia|New South Wales|australiasoutheast
            centralindia|Central India|India|Pune|southindia
            """.lines()
            .map(line -> line.split("\\|"))
            .map(parts -> new Region(parts[0], parts[1], parts[2], parts[3], parts[4]))
            .toList();

    private Regions() {}

    public static boolean has(String name) {
        return ALL.stream().anyMatch(region -> region.name().equalsIgnoreCase(name));
    }

    public static String names() {
        return ALL.stream().map(Region::name).collect(Collectors.joining(", "));
    }

    /** The list of a subscription's locations. */
    public static ArrayNode list(String subscription) {
        var list = JsonNodeFactory.instance.arrayNode();
        for (var region : ALL) {
            var node = list.addObject();
            var id = "/subscriptions/" + subscription + "/locations/";
            node.put("id", id + region.name())
                    .put("name", region.name())
                    .put("type", "Region")
                    .put("displayName", region.displayName())
                    .put("regionalDisplayName", "(" + region.geography() + ") " + region.displayName());
            var metadata = node.putObject("metadata");
            metadata.put("regionType", "Physical")
                    .put("regionCategory", "Recommended")
                    .put("geography", region.geography())
                    .put("geographyGroup", region.geography())
                    .put("physicalLocation", region.place());
            metadata.putArray("pairedRegion")
                    .addObject()
                    .put("name", region.pair())
                    .put("id", id + region.pair());
        }
        return list;
    }
}
