/* The hardware profiles that come with the program. */
package org.kernelscope.engine;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.kernelscope.hw.HardwareProfile;
import org.kernelscope.hw.ImageException;

/** Profiles by name, read from the assets. */
public final class Profiles {
    private static final List<String> NAMES = List.of("core-i7", "untimed");

    private Profiles() {}

    /** The list of profiles. */
    public static List<String> names() {
        return NAMES;
    }

    /** The profile of this name. */
    public static HardwareProfile load(String name) throws UserMistake {
        if (!NAMES.contains(name)) {
            throw new UserMistake(
                    "There is no hardware profile '" + name + "'; there are: " + String.join(", ", NAMES) + ".");
        }
        String resource = "/org/kernelscope/assets/profiles/" + name + ".profile";
        try (InputStream in = Profiles.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new AssertionError("the assets lack " + resource);
            }
            return HardwareProfile.parse(name, new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (ImageException e) {
            throw new AssertionError("a bundled profile is malformed: " + e.getMessage(), e);
        }
    }
}
