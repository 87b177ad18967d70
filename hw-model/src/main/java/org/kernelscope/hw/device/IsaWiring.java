/* Where the ISA interrupt lines lead: to the 8259 pair and to the I/O APIC. */
package org.kernelscope.hw.device;

/** As in PCs with both (Intel MultiProcessor Specification 1.4, appendix D): line 0 is pin 2, the others keep their number. */
public record IsaWiring(PicPair pics, IoApic ioApic) implements InterruptLines {
    private static final int TIMER_PIN = 2;

    @Override
    public void set(int line, boolean high) {
        pics.set(line, high);
        ioApic.set(pin(line), high);
    }

    @Override
    public boolean matters(int line) {
        return pics.matters(line) || ioApic.matters(pin(line));
    }

    /** The I/O APIC's pin of a line. */
    public static int pin(int line) {
        return line == 0 ? TIMER_PIN : line;
    }
}
