/* A guest program counts what a loop does, with the performance counters that the profile gives. */
package org.kernelscope.hw;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

final class GuestCountersTest {
    /** Programs four counters, increments a word a hundred times with a locked operation, and reads them. */
    private static final String COUNT = """
            bc 00 e0 09 00       ; mov esp,0x9e000
            b9 86 01 00 00       ; mov ecx,0x186
            b8 c0 00 42 00       ; mov eax,0x4200c0
            31 d2                ; xor edx,edx
            0f 30                ; wrmsr
            41                   ; inc ecx
            b8 d0 21 42 00       ; mov eax,0x4221d0
            0f 30                ; wrmsr
            41                   ; inc ecx
            b8 51 01 42 00       ; mov eax,0x420151
            0f 30                ; wrmsr
            41                   ; inc ecx
            b8 3c 00 42 00       ; mov eax,0x42003c
            0f 30                ; wrmsr
            b9 03 00 00 00       ; mov ecx,0x3
            0f 31                ; rdtsc
            89 c7                ; mov edi,eax
            0f 33                ; rdpmc
            29 c7                ; sub edi,eax
            31 c9                ; xor ecx,ecx
            0f 33                ; rdpmc
            89 c6                ; mov esi,eax
            bb 64 00 00 00       ; mov ebx,0x64
            f0 ff 05 00 30 10 00 ; lock inc DWORD PTR ds:0x103000
            4b                   ; dec ebx
            75 f6                ; jne 43
            31 c9                ; xor ecx,ecx
            0f 33                ; rdpmc
            29 f0                ; sub eax,esi
            a3 40 30 10 00       ; mov ds:0x103040,eax
            41                   ; inc ecx
            0f 33                ; rdpmc
            a3 44 30 10 00       ; mov ds:0x103044,eax
            41                   ; inc ecx
            0f 33                ; rdpmc
            a3 48 30 10 00       ; mov ds:0x103048,eax
            41                   ; inc ecx
            0f 31                ; rdtsc
            89 c3                ; mov ebx,eax
            0f 33                ; rdpmc
            29 c3                ; sub ebx,eax
            29 df                ; sub edi,ebx
            89 3d 4c 30 10 00    ; mov DWORD PTR ds:0x10304c,edi
            """;

    @Test
    void aLoopGivesTheExpectedNumbers() {
        Machine machine = GuestProgram.run(COUNT, TestProfiles.SMALL.replace("issue.width = 2", "issue.width = 1"));
        // The first RDPMC, two moves, the loop, and clearing ECX.
        assertEquals(1 + 2 + 3 * 100 + 1, result(machine, 0), "instructions");
        assertEquals(100, result(machine, 1), "locked operations");
        assertEquals(2, result(machine, 2), "misses of L1: the word, and the line of the results");
        assertEquals(0, result(machine, 3), "cycles, against the time stamp counter");
        CoreState.Counters counters = machine.core(0).counters();
        assertEquals(100, counters.locked());
        assertEquals(0, counters.idleCycles());
    }

    private static int result(Machine machine, int number) {
        return GuestProgram.word(machine, GuestProgram.RESULT + 0x40 + number * 4);
    }
}
