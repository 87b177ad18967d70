/* `kscope grade`: runs submissions under many interleavings and gives verdicts. */
package org.kernelscope.app.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.kernelscope.app.exercise.Exercises;
import org.kernelscope.engine.grade.Exercise;
import org.kernelscope.engine.grade.GradeRun;
import org.kernelscope.engine.grade.Grader;
import org.kernelscope.engine.grade.Report;
import org.kernelscope.engine.grade.Verdict;
import org.kernelscope.kernel.KernelSources;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "grade",
        description = {
            "Grades submissions: builds each, runs it under many interleavings, and says what it found.",
            "Exit code 0 if every submission has all points, 1 if one has not."
        })
final class GradeCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "EXERCISE", description = "for instance ticket-lock")
    private String exercise;

    @Parameters(
            index = "1..*",
            arity = "1..*",
            paramLabel = "FILE|DIR",
            description = "a file, a submission's folder, or a folder of submissions")
    private List<Path> submissions;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            required = true,
            description = "folder for verdicts, reports and recordings; what is there already is not graded again")
    private Path out;

    @Option(
            names = "--seed",
            paramLabel = "S",
            defaultValue = "1",
            description = "seed of the random schedules (default: ${DEFAULT-VALUE})")
    private long seed;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        PrintWriter terminal = spec.commandLine().getOut();
        Exercise chosen = Exercises.named(exercise);
        Grader grader = new Grader(new Kernels().builder(), KernelSources.bundled());
        List<Verdict> verdicts = new GradeRun(grader, chosen, seed, out)
                .run(submissions, (done, of, verdict, known, folder) -> {
                    terminal.printf("%d of %d%s, in %s%n", done, of, known ? ", as graded before" : "", folder);
                    terminal.println(Report.of(verdict));
                });
        boolean all = verdicts.stream().allMatch(verdict -> verdict.points() == verdict.of());
        return all ? ExitCode.FINE : ExitCode.CHECK_FAILED;
    }
}
