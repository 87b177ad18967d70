/* Which processor the cores are: what CPUID tells, and which instructions and modes there are. */
package org.kernelscope.hw.cpu;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.kernelscope.hw.HardwareProfile;
import org.kernelscope.hw.ImageException;

/**
 * A processor's identity, from these parameters of a profile:
 *
 * <ul>
 *   <li>{@code cpuid.vendor = "twelve chars"}, {@code cpuid.brand = "up to 47 characters"};
 *   <li>{@code cpuid.family}, {@code cpuid.model}, {@code cpuid.stepping} (unit {@code number}), extended parts included;
 *   <li>{@code cpuid.max-leaf} and {@code cpuid.max-extended-leaf} (unit {@code leaf}; the latter without its 80000000,
 *       0 for none);
 *   <li>{@code cpuid.descriptors = "hex bytes"}: up to 15 descriptors of caches and translation buffers for leaf 2;
 *   <li>{@code cpuid.package-cores} (unit {@code cores}): how many cores one package has, a power of two;
 *   <li>{@code cpuid.counters} (unit {@code counters}): architectural performance counters, at most 8, told in leaf A;
 *   <li>one flag for each {@link Feature}, 1 or 0.
 * </ul>
 *
 * <p>Leaf 4 tells the sizes of the data caches of the same profile. The shared cache is that of all cores of a package.
 *
 * @param vendor 12 characters of ASCII
 * @param brand at most 47 characters of ASCII
 * @param signature family, model and stepping as CPUID packs them
 * @param maxLeaf the last basic leaf
 * @param maxExtendedLeaf the last extended leaf, 0 for none
 * @param descriptors bytes of leaf 2
 * @param packageCores cores of a package
 * @param counters performance counters
 * @param features what is there
 * @param caches the data caches, the nearest first; empty without leaf 4
 */
public record ProcessorModel(
        String vendor,
        String brand,
        int signature,
        int maxLeaf,
        int maxExtendedLeaf,
        List<Integer> descriptors,
        int packageCores,
        int counters,
        Set<Feature> features,
        List<Cache> caches) {
    /** Every feature, for who decodes without a machine. */
    static final ProcessorModel COMPLETE = new ProcessorModel(
            "Kernelscope ", "Kernelscope", 0x6A0, 1, 0, List.of(), 1, 0, EnumSet.allOf(Feature.class), List.of());

    private static final int VENDOR_CHARACTERS = 12;
    private static final int BRAND_CHARACTERS = 47;
    private static final int DESCRIPTORS = 15;
    private static final int MOST_FAMILY = 0xF + 0xFF;
    private static final int CACHES_LEAF = 4;
    private static final int COUNTERS_LEAF = 0xA;
    private static final int MOST_COUNTERS = 8;

    /**
     * A cache as leaf 4 tells it.
     *
     * @param level 1 for the nearest
     * @param bytes its size
     * @param ways its associativity
     * @param shared whether all cores of a package share it
     */
    public record Cache(int level, int bytes, int ways, boolean shared) {}

    public ProcessorModel {
        descriptors = List.copyOf(descriptors);
        features = Set.copyOf(features);
        caches = List.copyOf(caches);
    }

    /** Reads the parameters; all must be there. */
    public static ProcessorModel from(HardwareProfile profile) throws ImageException {
        String vendor = text(profile, "cpuid.vendor", VENDOR_CHARACTERS);
        if (vendor.length() != VENDOR_CHARACTERS) {
            throw wrong(profile, "cpuid.vendor must have 12 characters, not \"" + vendor + "\"");
        }
        Set<Feature> features = EnumSet.noneOf(Feature.class);
        for (Feature feature : Feature.values()) {
            if (number(profile, feature.parameter(), 1) == 1) {
                features.add(feature);
            }
        }
        requireTogether(profile, features);
        int packageCores = number(profile, "cpuid.package-cores", 64);
        if (Integer.bitCount(packageCores) != 1) {
            throw wrong(profile, "cpuid.package-cores must be a power of two, not " + packageCores);
        }
        int maxLeaf = number(profile, "cpuid.max-leaf", 0xB);
        int maxExtendedLeaf = number(profile, "cpuid.max-extended-leaf", 8);
        return new ProcessorModel(
                vendor,
                text(profile, "cpuid.brand", BRAND_CHARACTERS),
                signature(profile),
                maxLeaf,
                maxExtendedLeaf == 0 ? 0 : 0x8000_0000 | maxExtendedLeaf,
                descriptors(profile),
                packageCores,
                counters(profile, features, maxLeaf),
                features,
                maxLeaf < CACHES_LEAF ? List.of() : caches(profile));
    }

    /**
     * The same in a machine of so many cores: a package tells of no more than there are, rounded up to a power of two, as
     * firmware switches off what is not used.
     */
    public ProcessorModel among(int cores) {
        int most = cores == 1 ? 1 : Integer.highestOneBit(cores - 1) << 1;
        return new ProcessorModel(
                vendor,
                brand,
                signature,
                maxLeaf,
                maxExtendedLeaf,
                descriptors,
                Math.min(packageCores, most),
                counters,
                features,
                caches);
    }

    /** Whether it is one of AMD's, whose CPUID tells caches and cores in other leaves. */
    boolean amd() {
        return vendor.equals("AuthenticAMD");
    }

    boolean has(Feature feature) {
        return features.contains(feature);
    }

    /** The bits of all features that one register shows. */
    int bits(Feature.Place place) {
        int bits = 0;
        for (Feature feature : features) {
            bits |= feature.place == place ? feature.mask : 0;
        }
        return bits;
    }

    private static void requireTogether(HardwareProfile profile, Set<Feature> features) throws ImageException {
        requireWith(profile, features, Feature.NX, Feature.PAE);
        requireWith(profile, features, Feature.NX, Feature.MSR);
        requireWith(profile, features, Feature.SYSENTER, Feature.MSR);
        requireWith(profile, features, Feature.PSE36, Feature.PSE);
        requireWith(profile, features, Feature.SSE, Feature.FXSR);
        requireWith(profile, features, Feature.SSE2, Feature.SSE);
    }

    private static void requireWith(HardwareProfile profile, Set<Feature> features, Feature one, Feature other)
            throws ImageException {
        if (features.contains(one) && !features.contains(other)) {
            throw wrong(profile, one.parameter() + " needs " + other.parameter());
        }
    }

    private static int signature(HardwareProfile profile) throws ImageException {
        int family = number(profile, "cpuid.family", MOST_FAMILY);
        int model = number(profile, "cpuid.model", 0xFF);
        int extended = Math.max(0, family - 0xF) << 20 | model >>> 4 << 16;
        return extended | Math.min(family, 0xF) << 8 | (model & 0xF) << 4 | number(profile, "cpuid.stepping", 0xF);
    }

    private static List<Integer> descriptors(HardwareProfile profile) throws ImageException {
        String text = profile.word("cpuid.descriptors").replace(" ", "");
        if (!text.matches("([0-9a-f]{2}){0," + DESCRIPTORS + "}")) {
            throw wrong(profile, "cpuid.descriptors must be up to 15 bytes of two hexadecimal digits, not " + text);
        }
        List<Integer> descriptors = new ArrayList<>();
        for (byte each : HexFormat.of().parseHex(text)) {
            descriptors.add(each & 0xFF);
        }
        return descriptors;
    }

    private static List<Cache> caches(HardwareProfile profile) throws ImageException {
        List<Cache> caches = new ArrayList<>();
        for (String name : List.of("l1", "l2", "llc")) {
            int bytes = profile.value(name + ".bytes");
            if (bytes != 0) {
                caches.add(new Cache(caches.size() + 1, bytes, profile.value(name + ".ways"), name.equals("llc")));
            }
        }
        return caches;
    }

    private static int number(HardwareProfile profile, String name, int most) throws ImageException {
        int value = profile.value(name);
        if (value > most) {
            throw wrong(profile, name + " must be at most " + most + ", not " + value);
        }
        return value;
    }

    private static String text(HardwareProfile profile, String name, int most) throws ImageException {
        String text = profile.word(name);
        boolean ascii = text.chars().allMatch(c -> c >= ' ' && c <= '~');
        if (!ascii || text.length() > most) {
            throw wrong(profile, name + " must be at most " + most + " characters of ASCII, not \"" + text + "\"");
        }
        return text;
    }

    private static int counters(HardwareProfile profile, Set<Feature> features, int maxLeaf) throws ImageException {
        int counters = number(profile, "cpuid.counters", MOST_COUNTERS);
        if (counters > 0 && (maxLeaf < COUNTERS_LEAF || !features.contains(Feature.MSR))) {
            throw wrong(profile, "cpuid.counters needs leaf 10 and " + Feature.MSR.parameter());
        }
        return counters;
    }

    private static ImageException wrong(HardwareProfile profile, String what) {
        return new ImageException("profile " + profile.name() + ": " + what);
    }
}
