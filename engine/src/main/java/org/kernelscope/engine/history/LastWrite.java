/* Who wrote something last. */
package org.kernelscope.engine.history;

import org.kernelscope.engine.view.CodeLocation;

/**
 * The last turn in which some bytes of memory were written, if only with what they held.
 *
 * @param step turns taken since power-on, this one included: the first moment after it
 * @param time virtual time in cycles after the turn
 * @param core whose turn it was, or whose buffered store became visible in it
 * @param issued turns taken before the storing instruction; of a buffered store that is earlier than the turn
 * @param writer where the storing instruction is
 */
public record LastWrite(long step, long time, int core, long issued, CodeLocation writer) {}
