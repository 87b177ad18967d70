/* Debian's 32-bit Linux kernel and a shell for it, from the Debian mirror that this computer uses. */
package org.kernelscope.tests;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/**
 * What a machine needs to reach a shell.
 *
 * @param kernel a bzImage
 * @param disk an initial RAM disk with busybox, an init that starts its shell on the console, and in /lib the modules
 *     that find disks
 */
record LinuxPackages(byte[] kernel, byte[] disk) {
    private static final int PATIENCE = 300;

    private static final String INIT = """
            #!/bin/sh
            /bin/busybox --install -s /bin
            mount -t proc proc /proc
            mount -t devtmpfs dev /dev
            exec setsid cttyhack sh
            """;

    /** What the driver for ATA disks at the usual ports consists of, each module behind those that it needs. */
    static final List<String> MODULES = List.of(
            "scsi_common",
            "scsi_mod",
            "crct10dif_common",
            "crc-t10dif",
            "libata",
            "crc64",
            "crc64-rocksoft",
            "t10-pi",
            "sd_mod",
            "pata_legacy");

    private static final int FOLDER = 0040755;
    private static final int FILE = 0100644;
    private static final int PROGRAM = 0100755;
    private static final int LINK = 0120777;
    private static final int CHARACTER_DEVICE = 0020600;

    /** Fetches the packages into a folder; skips the test that calls where they cannot be had. */
    static LinuxPackages fetch(Path folder) throws IOException, InterruptedException {
        Emulators.assumeInstalled("apt-get");
        Emulators.assumeInstalled("dpkg-deb");
        List<String> options = separateApt(folder);
        started(folder, command("apt-get", options, "-qq", "update"));
        String kernel = run(folder, command("apt-cache", options, "depends", "linux-image-686"))
                .lines()
                .map(String::strip)
                .filter(line -> line.startsWith("Depends: linux-image-"))
                .map(line -> line.substring("Depends: ".length()))
                .findFirst()
                .orElse("linux-image-686");
        run(folder, command("apt-get", options, "-qq", "download", kernel, "busybox-static"));
        Path unpacked = folder.resolve("unpacked");
        for (Path archive : files(folder, "", ".deb")) {
            run(folder, List.of("dpkg-deb", "-x", "" + archive, "" + unpacked));
        }
        List<Path> images = files(unpacked.resolve("boot"), "vmlinuz-", "");
        Assumptions.assumeFalse(images.isEmpty(), "skipped: the package " + kernel + " holds no kernel");
        return new LinuxPackages(
                Files.readAllBytes(images.getFirst()),
                disk(Files.readAllBytes(unpacked.resolve("bin/busybox")), modules(unpacked.resolve("lib/modules"))));
    }

    /** The mirrors of this computer, for another architecture, with nothing written outside the folder. */
    private static List<String> separateApt(Path folder) throws IOException {
        Files.createDirectories(folder.resolve("state/lists/partial"));
        Files.createDirectories(folder.resolve("cache/archives/partial"));
        Path status = Files.createFile(folder.resolve("state/status"));
        List<String> options = new ArrayList<>();
        for (String setting : List.of(
                "APT::Architecture=i386",
                "APT::Architectures=i386",
                "APT::Sandbox::User=" + System.getProperty("user.name"),
                "Dir::State=" + folder.resolve("state"),
                "Dir::State::status=" + status,
                "Dir::Cache=" + folder.resolve("cache"))) {
            options.addAll(List.of("-o", setting));
        }
        return options;
    }

    private static List<String> command(String program, List<String> options, String... words) {
        List<String> command = new ArrayList<>(List.of(program));
        command.addAll(options);
        command.addAll(List.of(words));
        return command;
    }

    private record Ended(boolean well, String text) {}

    private static String run(Path folder, List<String> command) throws IOException, InterruptedException {
        Ended ended = started(folder, command);
        String trouble = ended.text().strip();
        Assumptions.assumeTrue(
                ended.well(), "skipped: " + command.getFirst() + " does not get Debian's packages: " + trouble);
        return ended.text();
    }

    /** Lists of packages may be out of date in part; what is needed from them is asked for afterwards. */
    private static Ended started(Path folder, List<String> command) throws IOException, InterruptedException {
        File said = Files.createTempFile(folder, "said", ".txt").toFile();
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(said)
                .start();
        boolean ended = process.waitFor(PATIENCE, TimeUnit.SECONDS);
        process.destroyForcibly();
        return new Ended(ended && process.waitFor() == 0, Files.readString(said.toPath()));
    }

    private static List<Path> files(Path folder, String start, String end) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().startsWith(start)
                            && file.getFileName().toString().endsWith(end))
                    .sorted()
                    .toList();
        }
    }

    private static List<Path> modules(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file ->
                            MODULES.contains(file.getFileName().toString().replaceFirst("\\.ko$", "")))
                    .sorted()
                    .toList();
        }
    }

    private static byte[] disk(byte[] busybox, List<Path> modules) throws IOException {
        var out = new ByteArrayOutputStream();
        for (String folder : List.of("bin", "dev", "lib", "proc", "tmp")) {
            put(out, folder, FOLDER, new byte[0]);
        }
        put(out, "dev/console", CHARACTER_DEVICE, new byte[0]);
        put(out, "bin/busybox", PROGRAM, busybox);
        put(out, "bin/sh", LINK, "busybox".getBytes(StandardCharsets.US_ASCII));
        put(out, "init", PROGRAM, INIT.getBytes(StandardCharsets.US_ASCII));
        for (Path module : modules) {
            put(out, "lib/" + module.getFileName(), FILE, Files.readAllBytes(module));
        }
        put(out, "TRAILER!!!", 0, new byte[0]);
        return out.toByteArray();
    }

    /** One entry of a cpio archive in the format "newc"; a device is the console's, 5:1. */
    private static void put(ByteArrayOutputStream out, String name, int mode, byte[] content) {
        int major = mode == CHARACTER_DEVICE ? 5 : 0;
        int minor = mode == CHARACTER_DEVICE ? 1 : 0;
        int[] fields = {out.size(), mode, 0, 0, 1, 0, content.length, 0, 0, major, minor, name.length() + 1, 0};
        StringBuilder head = new StringBuilder("070701");
        for (int field : fields) {
            head.append(String.format("%08x", field));
        }
        head.append(name).append('\0');
        putPadded(out, head.toString().getBytes(StandardCharsets.US_ASCII));
        putPadded(out, content);
    }

    private static void putPadded(ByteArrayOutputStream out, byte[] bytes) {
        out.writeBytes(bytes);
        out.writeBytes(new byte[-out.size() & 3]);
    }
}
