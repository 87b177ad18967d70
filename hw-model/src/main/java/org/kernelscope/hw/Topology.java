/* Which package each core sits in, how far packages are from each other, and where memory hangs. */
package org.kernelscope.hw;

/**
 * Cores are numbered package by package. Packages are joined in a ring, four of them thus in a square; on a bus, where
 * all are equally far, a profile gives near and far the same figures.
 *
 * @param cores cores of the machine
 * @param packageCores cores of one package, a power of two; the last package may have fewer
 * @param interleave bytes of memory after which the next package's memory goes on; 0 if there is one memory, on a bus
 */
public record Topology(int cores, int packageCores, int interleave) {
    /** Distances: in the package itself, one link away, and further. */
    public static final int HERE = 0;

    public static final int NEAR = 1;
    public static final int FAR = 2;

    private static final int LEAST_INTERLEAVE = 64;

    public Topology {
        assert cores > 0 && packageCores > 0 && fits(interleave);
    }

    /**
     * Reads {@code cpuid.package-cores} and, for a machine of several packages, {@code memory.interleave} in bytes, a
     * power of two or 0.
     */
    public static Topology from(int cores, HardwareProfile profile) throws ImageException {
        int packageCores = profile.value("cpuid.package-cores");
        if (packageCores < 1) {
            throw new ImageException("profile " + profile.name() + ": cpuid.package-cores must be at least 1");
        }
        if (cores <= packageCores) {
            return new Topology(cores, packageCores, 0);
        }
        int interleave = profile.value("memory.interleave");
        if (!fits(interleave)) {
            throw new ImageException("profile " + profile.name() + ": memory.interleave must be 0 or a power of"
                    + " two of at least " + LEAST_INTERLEAVE + " bytes, not " + interleave);
        }
        return new Topology(cores, packageCores, interleave);
    }

    private static boolean fits(int interleave) {
        return interleave == 0 || Integer.bitCount(interleave) == 1 && interleave >= LEAST_INTERLEAVE;
    }

    /** How many packages the machine has. */
    public int packages() {
        return (cores + packageCores - 1) / packageCores;
    }

    /** The package of a core, 0-based. */
    public int packageOf(int core) {
        return core / packageCores;
    }

    /** {@link #HERE}, {@link #NEAR} or {@link #FAR}, the shorter way around the ring. */
    public int distance(int onePackage, int otherPackage) {
        int way = Math.abs(onePackage - otherPackage);
        return Math.min(FAR, Math.min(way, packages() - way));
    }

    /** The distance between the packages of two cores. */
    public int between(int oneCore, int otherCore) {
        return distance(packageOf(oneCore), packageOf(otherCore));
    }

    /** The package in whose memory a physical address is, and which orders the requests for its line. */
    public int home(int physical) {
        return interleave == 0 ? 0 : (physical >>> Integer.numberOfTrailingZeros(interleave)) % packages();
    }
}
