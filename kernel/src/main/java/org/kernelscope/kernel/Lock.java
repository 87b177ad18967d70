/* The lock implementations that a kernel can be built with. */
package org.kernelscope.kernel;

/** The lock implementations that a kernel can be built with. */
public enum Lock {
    TICKET("ticket", "ticket_lock"),
    MCS("mcs", "mcs_lock");

    private final String id;
    private final String folder;

    Lock(String id, String folder) {
        this.id = id;
        this.folder = folder;
    }

    /** The name on the command line. */
    public String id() {
        return id;
    }

    /** The folder of its sources, which is also the name of its layer. */
    public String folder() {
        return folder;
    }
}
