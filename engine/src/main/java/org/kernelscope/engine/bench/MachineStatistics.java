/* What a machine counted, as JSON. */
package org.kernelscope.engine.bench;

import java.io.IOException;
import java.nio.file.Path;
import org.kernelscope.engine.AtomicFile;
import org.kernelscope.hw.CoreState;
import org.kernelscope.hw.Machine;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The counters of all cores at the end of a run.
 *
 * @param json the complete text
 */
public record MachineStatistics(String json) {
    /** Reads them by peeking. */
    public static MachineStatistics of(Machine machine) {
        JsonMapper mapper = new JsonMapper();
        ObjectNode root = mapper.createObjectNode();
        root.put("format", "kernelscope machine statistics");
        root.put("version", 1);
        root.put("profile", machine.config().profile().name());
        root.put("state", machine.state().toString());
        root.put("turns", machine.steps());
        root.put("cycles", machine.now());
        root.put("state_hash", String.format("%016x", machine.stateHash()));
        ArrayNode cores = root.putArray("cores");
        for (int id = 0; id < machine.config().cores(); id++) {
            CoreState core = machine.core(id);
            cores.addObject()
                    .put("core", id)
                    .put("activity", core.activity().name())
                    .put("retired", core.retired())
                    .put("clock", core.clock())
                    .put("hits", core.counters().hits())
                    .put("shared_hits", core.counters().sharedHits())
                    .put("transfers", core.counters().transfers())
                    .put("memory_reads", core.counters().memoryReads())
                    .put("invalidations", core.counters().invalidations())
                    .put("locked", core.counters().locked())
                    .put("stall_cycles", core.counters().stallCycles());
        }
        return new MachineStatistics(mapper.writerWithDefaultPrettyPrinter().writeValueAsString(root) + "\n");
    }

    public void write(Path file) throws IOException {
        AtomicFile.write(file, json);
    }
}
