/* One figure of the hardware that depends on how far apart two packages are. */
package org.kernelscope.hw;

/**
 * A cost by distance.
 *
 * @param here within one package
 * @param near between packages that one link joins
 * @param far between packages that are further apart
 */
public record ByDistance(int here, int near, int far) {
    /** The same at any distance. */
    public static ByDistance everywhere(int figure) {
        return new ByDistance(figure, figure, figure);
    }

    /** Reads the parameter and, for a machine of several packages, {@code NAME.near} and {@code NAME.far}. */
    public static ByDistance from(HardwareProfile profile, String name, Topology topology) throws ImageException {
        int here = profile.value(name);
        return topology.packages() == 1
                ? everywhere(here)
                : new ByDistance(here, profile.value(name + ".near"), profile.value(name + ".far"));
    }

    /** The figure at {@link Topology#HERE}, {@link Topology#NEAR} or {@link Topology#FAR}. */
    public int at(int distance) {
        return switch (distance) {
            case Topology.HERE -> here;
            case Topology.NEAR -> near;
            default -> far;
        };
    }
}
