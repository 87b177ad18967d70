/* One layer of the kernel. */
package org.kernelscope.kernel;

import java.util.Optional;

/**
 * One layer of the kernel: the folder of its name.
 *
 * @param group heading under which it is shown
 * @param implemented the layer whose interface it is a variant of
 * @param sentence what it is for
 */
public record Layer(String name, String group, Optional<String> implemented, String sentence) {}
