/* A bounded buffer as the views show it. */
package org.kernelscope.engine.view;

import java.util.List;

/**
 * A bounded buffer.
 *
 * @param index its number
 * @param values the oldest first
 * @param capacity how many fit
 * @param waitingToPut threads that found it full, the first first
 * @param waitingToGet threads that found it empty, the first first
 */
public record BufferView(
        int index, List<Integer> values, int capacity, List<Integer> waitingToPut, List<Integer> waitingToGet) {
    public BufferView {
        values = List.copyOf(values);
        waitingToPut = List.copyOf(waitingToPut);
        waitingToGet = List.copyOf(waitingToGet);
    }
}
