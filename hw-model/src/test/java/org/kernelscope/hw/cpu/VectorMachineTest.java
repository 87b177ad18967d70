/* The machine for vectors agrees with what is right and names what is not. */
package org.kernelscope.hw.cpu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kernelscope.hw.ImageException;
import org.kernelscope.hw.vector.Vector;

class VectorMachineTest {
    /** inc eax; ESP and EIP stand where the vectors' machine has its pages. */
    private static final String INCREMENT = """
            {"id":7,"name":"inc","code":"40","fill":1,"in":[41,0,0,0,536879168,0,0,0,268435456,514],"pre":[],\
            "out":[42,0,0,0,536879168,0,0,0,268435457,514],"undef":0,"exc":-1,"mem":[]}""";
    /** fld1, fldz: status word 0x2800 becomes 0x2000, 6 tags of 8 empty before. */
    private static final String PUSH = """
            {"id":8,"name":"fldz","code":"d9ee","fill":1,"in":[0,0,0,0,536879168,0,0,0,268435456,514],"pre":[],\
            "out":[0,0,0,0,536879168,0,0,0,268435458,514],"undef":0,"exc":-1,"mem":[],\
            "fpu_in":"7f03000000280000ffff0000%s","fpu_out":"7f03000000200000fffc0000%s"}""".formatted("00".repeat(96), "00".repeat(96));

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    [42,        | [43,        | eax: expected 2b, got 2a
                    "exc":-1    | "exc":6     | exception: expected 6, got ffffffff
                    "mem":[]    | "mem":[[536870912,2]] | byte at 20000000: expected 2, got 0
                    268435457,514 | 268435458,515 | eip: expected 10000002, got 10000001;eflags: expected 1, got 0
                    "undef":0   | "undef":1 | ''
                    """)
    void eachDisagreementIsNamed(String part, String changed, String expected) throws ImageException {
        Vector vector = Vector.parse(INCREMENT.replace(part, changed));
        assertEquals(expected, String.join(";", new VectorMachine().run(vector)));
    }

    @Test
    void floatingPointRegistersAreCompared() throws ImageException {
        VectorMachine machine = new VectorMachine();
        assertEquals(List.of(), machine.run(Vector.parse(PUSH)));
        assertEquals(
                List.of(
                        "status word: expected 2001, got 2000",
                        "st(0): expected 0000:0000000000000001, got 0000:0000000000000000"),
                machine.run(Vector.parse(
                        PUSH.replace("00200000fffc0000" + "00".repeat(16), "01200000fffc0000" + "00".repeat(16) + "01")
                                .replace("01" + "00".repeat(80) + "\"}", "01" + "00".repeat(79) + "\"}"))));
    }

    @Test
    void memoryOutsideThePagesIsTheFilesMistake() throws ImageException {
        Vector vector = Vector.parse(INCREMENT.replace("\"pre\":[]", "\"pre\":[[4096,1]]"));
        ImageException mistake = assertThrows(ImageException.class, () -> new VectorMachine().run(vector));
        assertEquals("a vector names the address 1000, where no page is", mistake.getMessage());
    }
}
