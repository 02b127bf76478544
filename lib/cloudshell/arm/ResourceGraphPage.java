package cloudshell.arm;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * Some rows of a response of Resource Graph.
 *
 * @param rows an array of objects
 * @param total how many rows the query has in all
 * @param isLimited whether the tenant has more subscriptions than one query covers
 */
public record ResourceGraphPage(JsonNode rows, long total, boolean isLimited) {}
