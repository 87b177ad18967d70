/* What `kscope boot` gives to a machine besides its kernel: modules, typed keys, bytes on the serial line. */
package org.kernelscope.app.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.kernelscope.engine.UserMistake;
import org.kernelscope.hw.Input;
import org.kernelscope.hw.MachineConfig.Module;
import org.kernelscope.hw.device.KeyMap;

/** Reads the options' values. */
final class BootInput {
    /** When the first byte comes unless told otherwise, in cycles. */
    static final long FIRST = 10_000_000;

    /** Cycles between two characters. */
    static final long GAP = 1_000_000;

    private BootInput() {}

    /** Each a file, and after a comma the text that goes with it. */
    static List<Module> modules(List<String> options) throws UserMistake, IOException {
        List<Module> modules = new ArrayList<>();
        for (String option : options) {
            int comma = option.indexOf(',');
            String name = comma < 0 ? option : option.substring(0, comma);
            Path file = path(name).orElseThrow(() -> new UserMistake("--module " + option + ": this names no file."));
            Cli.requireFile(file);
            String text = comma < 0 ? file.getFileName().toString() : option.substring(comma + 1);
            modules.add(new Module(text, Files.readAllBytes(file)));
        }
        return modules;
    }

    /** Keys and serial bytes, both from this virtual time on. */
    static List<Input> inputs(Optional<String> keys, Optional<String> serial, long first)
            throws UserMistake, IOException {
        List<Input> inputs = new ArrayList<>();
        if (keys.isPresent()) {
            long time = first;
            for (char character : typed(keys.get()).toCharArray()) {
                byte[] codes = KeyMap.typing(character)
                        .orElseThrow(() -> new UserMistake("--keys: no key of a US keyboard types '" + character
                                + "' (character " + (int) character + ")."));
                for (byte code : codes) {
                    inputs.add(new Input(time, Input.Kind.KEYBOARD, code));
                }
                time = later(time);
            }
        }
        if (serial.isPresent()) {
            long time = first;
            for (byte value : unescaped(serial.get()).getBytes(StandardCharsets.UTF_8)) {
                inputs.add(new Input(time, Input.Kind.SERIAL, value));
                time = later(time);
            }
        }
        return inputs;
    }

    private static long later(long time) throws UserMistake {
        if (time > Long.MAX_VALUE / 2) {
            throw new UserMistake("--input-at " + time + ": no machine lives that long.");
        }
        return time + GAP;
    }

    private static String typed(String keys) throws IOException {
        Optional<Path> file = path(keys).filter(Files::isRegularFile);
        return file.isPresent()
                ? Files.readString(file.get(), StandardCharsets.ISO_8859_1).replace("\r\n", "\n")
                : unescaped(keys);
    }

    private static Optional<Path> path(String name) {
        try {
            return name.isEmpty() ? Optional.empty() : Optional.of(Path.of(name));
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    /** The text with its escapes for a line end, a tab and a backslash replaced. */
    static String unescaped(String text) {
        StringBuilder result = new StringBuilder();
        for (int at = 0; at < text.length(); at++) {
            char next = at + 1 < text.length() ? text.charAt(at + 1) : 0;
            int place = "nt\\".indexOf(next);
            if (text.charAt(at) == '\\' && place >= 0) {
                result.append("\n\t\\".charAt(place));
                at++;
            } else {
                result.append(text.charAt(at));
            }
        }
        return result.toString();
    }
}
