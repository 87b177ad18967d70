/* Damaged files of instruction vectors: they are run, or one sentence says why not. */
package org.kernelscope.engine.fuzz;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.kernelscope.hw.ImageException;
import org.kernelscope.hw.cpu.VectorMachine;
import org.kernelscope.hw.vector.Vector;
import org.kernelscope.hw.vector.VectorFile;

/** Mutations of the text, and of the compressed file. */
final class VectorTarget implements FuzzTarget {
    private static final String VALID = """
            {"id":7,"name":"inc","code":"40","fill":1,"in":[41,0,0,0,536879168,0,0,0,268435456,514],"pre":[],\
            "out":[42,0,0,0,536879168,0,0,0,268435457,514],"undef":0,"exc":-1,"mem":[]}
            {"id":8,"name":"mov","code":"8908","fill":9,"in":[536879000,7,0,0,536879168,0,0,0,268435456,514],\
            "pre":[[536879000,255]],"out":[536879000,7,0,0,536879168,0,0,0,268435458,514],"undef":0,"exc":-1,\
            "mem":[[536879000,7]]}
            """;
    private static final List<String> WORDS = List.of(
            "[",
            "]",
            "{",
            "}",
            ",",
            "-1",
            "4294967296",
            "99999999999999999999",
            "1e9",
            "0.5",
            "null",
            "true",
            "\"code\":",
            "\"",
            "\\",
            "\\u",
            "f4",
            "cd20",
            "0f0b",
            "\n",
            "[[",
            "\"fpu_in\":{}",
            "\"exc\":300,",
            "é");

    @Override
    public void run(long seed) throws Exception {
        Dice dice = new Dice(seed);
        byte[] text = Mutation.text(dice, VALID, WORDS).getBytes(StandardCharsets.UTF_8);
        boolean packed = dice.once(3);
        byte[] file = packed ? Mutation.of(dice, zipped(text)) : text;
        try (VectorFile vectors = VectorFile.open(packed ? "a.jsonl.gz" : "a.jsonl", new ByteArrayInputStream(file))) {
            VectorMachine machine = new VectorMachine();
            for (Optional<Vector> next = vectors.next(); next.isPresent(); next = vectors.next()) {
                machine.run(next.get()).forEach(Sentences::require);
            }
        } catch (ImageException refusal) {
            Sentences.require(refusal.getMessage());
        }
    }

    private static byte[] zipped(byte[] text) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var out = new GZIPOutputStream(bytes)) {
            out.write(text);
        }
        return bytes.toByteArray();
    }
}
