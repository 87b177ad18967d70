/**
 * Searches the interleavings of a scenario for one that breaks a promise.
 *
 * <p>Start with {@link org.kernelscope.engine.explore.Explorer}: it takes a {@link org.kernelscope.engine.explore.Subject}
 * (a machine that stands where its workload begins), runs schedule after schedule from there, and lets an
 * {@link org.kernelscope.engine.explore.Oracle} judge each. Choices are made only at instructions that touch memory which
 * several cores share.
 */
package org.kernelscope.engine.explore;
