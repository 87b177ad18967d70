/* The command line: one list of commands, and one place that turns failures into sentences and exit codes. */
package org.kernelscope.app.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.kernelscope.engine.ReplayDiverged;
import org.kernelscope.engine.UserMistake;
import org.kernelscope.engine.check.ModesDiffer;
import org.kernelscope.hw.ImageException;
import org.kernelscope.kernel.ToolchainException;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** Runs one command. */
public final class Cli {
    private static final String COMPLETION = "completion";

    private Cli() {}

    /** Every subcommand, in the order of the help text. */
    private static Map<String, Supplier<Object>> commands() {
        Map<String, Supplier<Object>> commands = new LinkedHashMap<>();
        commands.put("run", RunCommand::new);
        commands.put("scenarios", ScenariosCommand::new);
        commands.put("replay", ReplayCommand::new);
        commands.put("lesson", LessonCommand::new);
        commands.put("exercise", ExerciseCommand::new);
        commands.put("grade", GradeCommand::new);
        commands.put("bench", BenchCommand::new);
        commands.put("boot", BootCommand::new);
        commands.put("gdb", GdbCommand::new);
        commands.put("litmus", LitmusCommand::new);
        commands.put("image", ImageCommand::new);
        commands.put("layers", LayersCommand::new);
        commands.put("profiles", ProfilesCommand::new);
        commands.put("conform", ConformCommand::new);
        commands.put("fuzz", FuzzCommand::new);
        commands.put("pictures", PicturesCommand::new);
        commands.put("doctor", DoctorCommand::new);
        commands.put(COMPLETION, CompletionCommand::new);
        commands.put("test", TestCommand::new);
        return commands;
    }

    /** The parser with all commands. */
    static CommandLine commandLine(PrintWriter out, PrintWriter err) {
        return commandLine(commands(), out, err);
    }

    /** A parser for these arguments: of the command that they begin with alone, where nothing asks for the others. */
    private static CommandLine commandLineFor(String[] arguments, PrintWriter out, PrintWriter err) {
        Map<String, Supplier<Object>> commands = commands();
        String first = arguments.length == 0 ? "" : arguments[0];
        if (commands.containsKey(first) && !first.equals(COMPLETION)) {
            commands.keySet().retainAll(Set.of(first));
        }
        return commandLine(commands, out, err);
    }

    private static CommandLine commandLine(Map<String, Supplier<Object>> commands, PrintWriter out, PrintWriter err) {
        CommandLine line = new CommandLine(new RootCommand());
        commands.forEach((name, command) -> line.addSubcommand(name, command.get()));
        everyCommand(line);
        describe(line, "bench", BenchCommand::description);
        describe(line, "fuzz", FuzzCommand::description);
        line.setOut(out);
        line.setErr(err);
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.setAbbreviatedOptionsAllowed(false);
        line.setParameterExceptionHandler(Cli::wrongUsage);
        line.setExecutionExceptionHandler((failure, command, _) -> failed(failure, command));
        return line;
    }

    private static void describe(CommandLine line, String name, Supplier<String[]> description) {
        Optional.ofNullable(line.getSubcommands().get(name))
                .ifPresent(command -> command.getCommandSpec().usageMessage().description(description.get()));
    }

    private static void everyCommand(CommandLine line) {
        CommandSpec spec = line.getCommandSpec();
        spec.mixinStandardHelpOptions(true);
        spec.versionProvider(() -> new String[] {Version.line()});
        spec.usageMessage().width(100);
        spec.exitCodeOnInvalidInput(ExitCode.WRONG_USAGE);
        line.getSubcommands().values().forEach(Cli::everyCommand);
    }

    /** Runs the command that the arguments name; returns its exit code. Whatever goes wrong ends in a sentence. */
    public static int run(PrintWriter out, PrintWriter err, String... arguments) {
        if (List.of(arguments).equals(List.of("--version"))) {
            out.println(Version.line());
            return ExitCode.FINE;
        }
        try {
            Display.prepare();
            return commandLineFor(arguments, out, err).execute(arguments);
        } catch (RuntimeException | Error failure) {
            return broken(err, failure);
        }
    }

    private static int wrongUsage(ParameterException failure, String[] arguments) {
        CommandLine command = failure.getCommandLine();
        command.getErr().println("kscope: " + usageSentence(failure));
        CommandLine.UnmatchedArgumentException.printSuggestions(failure, command.getErr());
        command.getErr().println("Try '" + command.getCommandSpec().qualifiedName() + " --help'.");
        return ExitCode.WRONG_USAGE;
    }

    private static String usageSentence(ParameterException failure) {
        boolean noCommand = failure instanceof CommandLine.UnmatchedArgumentException
                && failure.getCommandLine().getParent() == null;
        return noCommand
                ? "there is no command '"
                        + ((CommandLine.UnmatchedArgumentException) failure)
                                .getUnmatched()
                                .getFirst() + "'."
                : failure.getMessage() + ".";
    }

    private static int failed(Exception failure, CommandLine command) {
        PrintWriter err = command.getErr();
        return switch (failure) {
            case UserMistake mistake -> say(err, mistake.getMessage(), ExitCode.WRONG_USAGE);
            case ModesDiffer differ -> say(err, differ.getMessage(), ExitCode.CHECK_FAILED);
            case ReplayDiverged diverged -> say(err, diverged.getMessage(), ExitCode.WRONG_USAGE);
            case ImageException mistake -> say(err, mistake.getMessage(), ExitCode.WRONG_USAGE);
            case ToolchainException lack -> say(err, lack.getMessage(), ExitCode.ENVIRONMENT);
            case java.nio.file.NoSuchFileException mistake -> say(err, fileSentence(mistake), ExitCode.WRONG_USAGE);
            case FileSystemException lack -> say(err, fileSentence(lack), ExitCode.ENVIRONMENT);
            case IOException lack -> say(err, sentence(lack), ExitCode.ENVIRONMENT);
            case UncheckedIOException lack -> say(err, sentence(lack.getCause()), ExitCode.ENVIRONMENT);
            default -> broken(err, failure);
        };
    }

    /** Something that no user and no file is to blame for. */
    static int broken(PrintWriter err, Throwable failure) {
        boolean debug = System.getenv("KSCOPE_DEBUG") != null;
        String where = debug ? "" : " Run it again with KSCOPE_DEBUG=1 to see where, and report that.";
        String sentence = failure instanceof OutOfMemoryError
                ? "the memory of this process is used up; KSCOPE_JAVA_OPTS=-Xmx8g grants more."
                : "Kernelscope itself failed (" + failure + ")." + where;
        say(err, sentence.replaceAll("\\R", " "), ExitCode.ENVIRONMENT);
        if (debug) {
            failure.printStackTrace(err);
        }
        return ExitCode.ENVIRONMENT;
    }

    /** Refuses the first of these options that was given, and says why. */
    static void refuse(CommandSpec spec, List<String> options, String why) throws UserMistake {
        for (String option : options) {
            if (spec.commandLine().getParseResult().hasMatchedOption(option)) {
                throw new UserMistake(option + " " + why);
            }
        }
    }

    /** A file to read, as a user named it: neither a folder nor a device. */
    static void requireFile(Path file) throws UserMistake {
        if (!Files.exists(file)) {
            throw new UserMistake(file + ": there is no such file.");
        }
        if (!Files.isRegularFile(file)) {
            throw new UserMistake(file + ": this is no file.");
        }
    }

    private static int say(PrintWriter err, String sentence, int code) {
        err.println("kscope: " + sentence);
        return code;
    }

    private static String sentence(IOException lack) {
        return lack instanceof FileSystemException about ? fileSentence(about) : String.valueOf(lack.getMessage());
    }

    private static String fileSentence(FileSystemException lack) {
        String reason = switch (lack) {
            case java.nio.file.NoSuchFileException _ -> "no such file";
            case java.nio.file.AccessDeniedException _ -> "permission denied";
            case java.nio.file.NotDirectoryException _ -> "not a folder";
            case java.nio.file.FileAlreadyExistsException _ -> "a file of that name is in the way";
            default -> lack.getReason() == null ? "cannot be used" : lack.getReason();
        };
        return lack.getFile() + ": " + reason;
    }
}
