/* The JSON form of a lock-latency result, with every parameter. */
package org.kernelscope.engine.bench;

import org.kernelscope.hw.HardwareProfile;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Writes results for other programs to read. */
public final class LatencyJson {
    private LatencyJson() {}

    public static String write(LatencyResult result) {
        JsonMapper mapper = new JsonMapper();
        ObjectNode root = mapper.createObjectNode();
        root.put("format", "kernelscope lock-latency");
        root.put("version", result.version());
        root.put("rounds", result.rounds());
        root.put("optimisation", result.optimisation().name());
        root.put("calibration", result.calibration());
        ObjectNode images = root.putObject("images");
        result.images().forEach((lock, hash) -> images.put(lock.id(), hash));
        profile(root.putObject("profile"), result.profile());
        ArrayNode points = root.putArray("points");
        for (LatencyPoint point : result.points()) {
            points.addObject()
                    .put("lock", point.lock().id())
                    .put("cores", point.cores())
                    .put("cycles_per_pair", point.cycles())
                    .put("normalised", point.normalised())
                    .put("line_transfers_per_pair", point.transfers());
        }
        ArrayNode published = root.putArray("published");
        for (Published figure : result.published()) {
            published
                    .addObject()
                    .put("lock", figure.lock())
                    .put("cores", figure.cores())
                    .put("cycles_per_pair", figure.cycles())
                    .put("source", figure.source());
        }
        return mapper.writerWithDefaultPrettyPrinter().writeValueAsString(root) + "\n";
    }

    private static void profile(ObjectNode node, HardwareProfile profile) {
        node.put("name", profile.name());
        ObjectNode parameters = node.putObject("parameters");
        for (HardwareProfile.Parameter parameter : profile.parameters()) {
            parameters
                    .putObject(parameter.name())
                    .put("value", parameter.value())
                    .put("unit", parameter.unit())
                    .put("source", parameter.source());
        }
    }
}
