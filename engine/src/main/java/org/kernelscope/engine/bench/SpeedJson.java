/* The machine benchmark's result as JSON. */
package org.kernelscope.engine.bench;

import java.util.Optional;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The text for other programs.
 *
 * @param result what it tells
 */
record SpeedJson(SpeedResult result) {
    private static final int VERSION = 1;

    String text() {
        JsonMapper mapper = new JsonMapper();
        ObjectNode root = mapper.createObjectNode();
        root.put("format", "kernelscope machine speed");
        root.put("version", VERSION);
        root.put("java", Runtime.version().toString());
        root.put("host", System.getProperty("os.name") + " " + System.getProperty("os.arch"));
        root.put("processors", Runtime.getRuntime().availableProcessors());
        root.put("samples", result.samples());
        for (SpeedRow row : result.rows()) {
            add(root.withArray("rows").addObject(), row);
        }
        result.means().forEach(mean -> put(root.withObjectProperty("means"), mean.name(), mean));
        for (SpeedResult.Target target : result.targets()) {
            ObjectNode node = root.withArray("targets").addObject();
            node.put("what", target.what()).put("least", target.least());
            target.reached().ifPresent(found -> put(node, "reached", found));
            node.put("verdict", target.verdict());
        }
        return mapper.writerWithDefaultPrettyPrinter().writeValueAsString(root) + "\n";
    }

    private void add(ObjectNode node, SpeedRow row) {
        node.put("workload", row.workload()).put("place", row.place()).put("rounds", row.rounds());
        row.instructions().forEach(node.withArray("instructions")::add);
        row.seconds().forEach(node.withArray("seconds")::add);
        row.starts().forEach(node.withArray("starts")::add);
        row.mips().ifPresent(mips -> put(node, "mips", mips));
        for (Way way : Way.values()) {
            for (Peer peer : Peer.values()) {
                Optional<Measured> ratio =
                        way.label().equals(row.place()) ? result.ratio(row.workload(), way, peer) : Optional.empty();
                ratio.ifPresent(times -> put(node, "times_" + peer.program, times));
            }
        }
    }

    private static void put(ObjectNode node, String name, Measured measured) {
        node.putObject(name)
                .put("median", measured.median())
                .put("min", measured.min())
                .put("max", measured.max());
    }
}
