/* Runs the compiler or the linker in a folder of its own, under limits. */
package org.kernelscope.kernel;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * How a run of the compiler or the linker ended.
 *
 * @param status exit status; meaningless where it was stopped
 * @param printed what it printed, cut off at the limit
 */
record ProgramRun(int status, String printed, Stop stop) {

    enum Stop {
        NONE,
        TIME,
        MESSAGES
    }

    boolean succeeded() {
        return stop == Stop.NONE && status == 0;
    }

    static ProgramRun start(List<String> command, Path folder, Map<String, String> environment, BuildLimits limits)
            throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(limited(command, limits))
                .directory(folder.toFile())
                .redirectErrorStream(true);
        builder.environment().keySet().removeIf(name -> !name.equalsIgnoreCase("SystemRoot"));
        builder.environment().putAll(environment);
        builder.environment().put(isWindows() ? "TEMP" : "TMPDIR", folder.toString());
        Process process = builder.start();
        process.getOutputStream().close();
        AtomicBoolean isOver = new AtomicBoolean();
        Thread watch = Thread.ofVirtual().start(() -> stopAfter(process, limits, isOver));
        try {
            byte[] printed = readUpTo(process.getInputStream(), limits.messageBytes());
            boolean tooMuch = printed.length >= limits.messageBytes();
            if (tooMuch) {
                stop(process);
            }
            int status = process.waitFor();
            Stop stop = isOver.get() ? Stop.TIME : tooMuch ? Stop.MESSAGES : Stop.NONE;
            return new ProgramRun(status, new String(printed, StandardCharsets.UTF_8), stop);
        } finally {
            watch.interrupt();
            stop(process);
        }
    }

    private static void stopAfter(Process process, BuildLimits limits, AtomicBoolean isOver) {
        try {
            if (!process.waitFor(limits.time().toMillis(), TimeUnit.MILLISECONDS)) {
                isOver.set(true);
                stop(process);
            }
        } catch (InterruptedException finished) {
            Thread.currentThread().interrupt();
        }
    }

    private static void stop(Process process) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }

    private static byte[] readUpTo(InputStream in, int limit) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(in.readNBytes(limit));
        return out.toByteArray();
    }

    /** The command under the shell's limits of address space, processor time and file size, where there is a shell. */
    private static List<String> limited(List<String> command, BuildLimits limits) {
        if (isWindows() || !Files.isExecutable(Path.of("/bin/sh"))) {
            return command;
        }
        long fileBlocks = (long) limits.outputMiB() << 11;
        long seconds = limits.time().toSeconds() + 1;
        String script = "ulimit -c 0; ulimit -v " + ((long) limits.memoryMiB() << 10) + " 2>/dev/null; ulimit -f "
                + fileBlocks + "; ulimit -t " + seconds + "; exec \"$@\"";
        List<String> whole = new ArrayList<>(List.of("/bin/sh", "-c", script, "sh"));
        whole.addAll(command);
        return whole;
    }

    private static boolean isWindows() {
        return File.separatorChar == '\\';
    }
}
