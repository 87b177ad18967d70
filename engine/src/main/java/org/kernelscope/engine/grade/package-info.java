/**
 * Grades what students hand in.
 *
 * <p>An {@link org.kernelscope.engine.grade.Exercise} says what may be changed, in which scenarios the kernel is tried,
 * and what is worth how many points. {@link org.kernelscope.engine.grade.Grader} builds a submission, explores the
 * scenarios and gives a {@link org.kernelscope.engine.grade.Verdict}; {@link org.kernelscope.engine.grade.GradeRun} does
 * so for many and writes files.
 */
package org.kernelscope.engine.grade;
