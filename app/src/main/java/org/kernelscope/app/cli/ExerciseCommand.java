/* `kscope exercise`: lists the exercises, or writes one's starter file. */
package org.kernelscope.app.cli;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.kernelscope.app.exercise.Exercises;
import org.kernelscope.engine.AtomicFile;
import org.kernelscope.engine.UserMistake;
import org.kernelscope.engine.grade.Exercise;
import org.kernelscope.engine.grade.Starter;
import org.kernelscope.kernel.KernelSources;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(name = "exercise", description = "Lists the exercises, or writes the starter file of one.")
final class ExerciseCommand implements Callable<Integer> {
    @Parameters(index = "0", arity = "0..1", paramLabel = "EXERCISE", description = "for instance ticket-lock")
    private Optional<String> id = Optional.empty();

    @Option(names = "--out", paramLabel = "DIR", defaultValue = ".", description = "folder for the starter file")
    private Path out;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        PrintWriter terminal = spec.commandLine().getOut();
        if (id.isEmpty()) {
            for (Exercise exercise : Exercises.all()) {
                terminal.printf("%-16s %s%n", exercise.id(), exercise.title());
            }
            return ExitCode.FINE;
        }
        Exercise exercise = Exercises.named(id.get());
        Path file = out.resolve(Path.of(exercise.file()).getFileName().toString());
        if (Files.exists(file)) {
            throw new UserMistake(
                    file + " is there already; choose another folder with --out, so that no work is lost.");
        }
        AtomicFile.write(file, Starter.of(KernelSources.bundled(), exercise));
        terminal.println(file);
        return ExitCode.FINE;
    }
}
