/* How hard the compiler tries: for study or for benchmarks. */
package org.kernelscope.kernel;

/** How hard the compiler tries: O1 for study, O2 for benchmarks. */
public enum Optimisation {
    O1("-O1"),
    O2("-O2");

    private final String flag;

    Optimisation(String flag) {
        this.flag = flag;
    }

    public String flag() {
        return flag;
    }
}
