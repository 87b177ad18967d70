/* The hardware profiles that come with the program. */
package org.kernelscope.engine;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.kernelscope.hw.HardwareProfile;
import org.kernelscope.hw.ImageException;
import org.kernelscope.hw.cpu.Feature;

/** Profiles by name, read from the assets. */
public final class Profiles {
    private static final Map<String, String> TITLES = titles(
            "core-i7", "a desktop processor of 2011 (Sandy Bridge); all cores on one chip",
            "core2", "a desktop processor of 2006; two cores a chip, several chips on a bus",
            "opteron-16", "a server of 2007; four packages of four cores in a square",
            "pentium-133", "a processor of 1995; several on a bus (the kernel needs a newer one)",
            "i486-50", "a processor of 1991; several on a bus (the kernel needs a newer one)",
            "untimed", "no particular hardware; a cycle for each instruction, the fastest to run");

    /** What the kernel's code and start take for granted. */
    private static final List<Feature> KERNEL_NEEDS = List.of(Feature.CPUID, Feature.PSE, Feature.TSC, Feature.CMOV);

    private Profiles() {}

    private static Map<String, String> titles(String... namesAndTitles) {
        Map<String, String> titles = new LinkedHashMap<>();
        for (int i = 0; i < namesAndTitles.length; i += 2) {
            titles.put(namesAndTitles[i], namesAndTitles[i + 1]);
        }
        return titles;
    }

    /** The list of profiles. */
    public static List<String> names() {
        return List.copyOf(TITLES.keySet());
    }

    /** What hardware a profile of the list is. */
    public static String title(String name) throws UserMistake {
        requireKnown(name);
        return TITLES.get(name);
    }

    /** The profile of this name. */
    public static HardwareProfile load(String name) throws UserMistake {
        requireKnown(name);
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

    private static void requireKnown(String name) throws UserMistake {
        if (!TITLES.containsKey(name)) {
            throw new UserMistake(
                    "There is no hardware profile '" + name + "'; there are: " + String.join(", ", names()) + ".");
        }
    }

    /** Refuses a profile whose processor the project's kernel does not run on, saying what it lacks. */
    public static void requireForKernel(HardwareProfile profile) throws UserMistake {
        List<Feature> missing = missing(profile);
        if (!missing.isEmpty()) {
            throw new UserMistake("The kernel does not run on the processor of profile " + profile.name()
                    + ", which lacks " + missing.stream().map(Feature::name).collect(Collectors.joining(", "))
                    + "; choose another, or boot an image of your own on it.");
        }
    }

    private static List<Feature> missing(HardwareProfile profile) {
        Stream<Feature> missing = KERNEL_NEEDS.stream()
                .filter(feature -> profile.parameters().stream()
                        .anyMatch(each -> each.name().equals(feature.parameter()) && each.value() == 0));
        return missing.toList();
    }
}
