/* The real gdb on the real kernel: breakpoints, threads, values, and back in time. */
package org.kernelscope.engine.gdb;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kernelscope.engine.Kernels;

class GdbTest {
    private static final String SCRIPT = """
            set pagination off
            set confirm off
            set width 0
            target remote localhost:PORT
            info registers eip cr0
            break lock_acquire
            continue
            info threads
            bt
            print work_lock
            print/x $pc
            stepi
            print/x $pc
            reverse-stepi
            print/x $pc
            watch work_log.head
            continue
            continue
            delete 2
            reverse-continue
            monitor time
            delete
            set var work_log.head = 77
            print work_log.head
            print $eax = 5
            reverse-stepi
            print work_log.head
            stepi
            print work_log.head
            info registers eax
            reverse-continue
            detach
            """;

    /** What it says, in this order, with other lines between; LOCK is the breakpoint's address. */
    private static final String EXPECTED = """
            boot_entry \\(\\) at .*
            eip +0x[0-9a-f]+ +0x[0-9a-f]+ <boot_entry>
            cr0 +0x11 +17
            Breakpoint 1 at LOCK: file ./ticket_lock/ticket_lock.c, line \\d+\\.
            Thread 1 hit Breakpoint 1, lock_acquire \\(lock=0x[0-9a-f]+ <work_lock>\\) at .*
            \\* 1 +Thread 1 \\(core 0 in lock_acquire\\) +lock_acquire .*
            2 +Thread 2 \\(core 1 in cpus_barrier\\) .*
            4 +Thread 4 \\(core 3 in cpus_barrier\\) .*
            #0 +lock_acquire .*
            #1 .* in contention_run .*
            #2 .* in run .*
            #3 .* in kernel_main .*
            \\$1 = \\{next_ticket = 0, now_serving = 0\\}
            \\$2 = LOCK
            \\$3 = 0x[0-9a-f]+
            \\$4 = LOCK
            Hardware watchpoint 2: work_log.head
            Thread \\d hit Hardware watchpoint 2: work_log.head
            Old value = 0
            New value = 1
            Thread \\d hit Breakpoint 1, lock_acquire .*
            step \\d+, cycle \\d+\\. The machine goes on\\.
            \\$5 = 77
            \\$6 = 5
            \\$7 = \\d
            \\$8 = 77
            eax +0x5 +5
            No more reverse-execution history\\.
            \\[Inferior 1 \\(Remote target\\) detached\\]
            """;

    @Test
    void scriptedDebugger(@TempDir Path folder) throws Exception {
        Assumptions.assumeTrue(installed(), "skipped: there is no gdb on the PATH");
        Path kernel = Files.write(folder.resolve("kernel.elf"), Kernels.TICKET.elf());
        Path script = folder.resolve("script.gdb");
        Path said = folder.resolve("said.txt");
        Doors.serving(port -> run(kernel, script, said, SCRIPT.replace("PORT", "" + port)));
        List<String> lines = Files.readAllLines(said);
        int at = 0;
        String breakpoint = lines.stream()
                .filter(line -> line.startsWith("Breakpoint 1 at "))
                .map(line -> line.replaceAll(".* at (0x[0-9a-f]+):.*", "$1"))
                .findFirst()
                .orElse("none");
        for (String row : EXPECTED.lines().toList()) {
            String wanted = row.replace("LOCK", breakpoint);
            while (at < lines.size() && !lines.get(at).strip().matches(wanted)) {
                at++;
            }
            assertTrue(
                    at < lines.size(), () -> "'" + wanted + "' is missing in its place:\n" + String.join("\n", lines));
            at++;
        }
    }

    private static boolean installed() {
        try {
            Process process = new ProcessBuilder("gdb", "--version")
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.waitFor() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static void run(Path kernel, Path script, Path said, String commands) {
        try {
            Files.writeString(script, commands);
            Process process = new ProcessBuilder("gdb", "-nx", "-batch", "-x", "" + script, "" + kernel)
                    .redirectErrorStream(true)
                    .redirectOutput(said.toFile())
                    .start();
            if (!process.waitFor(2, TimeUnit.MINUTES)) {
                process.destroyForcibly();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
