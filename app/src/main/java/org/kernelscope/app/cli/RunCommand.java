/* `kscope run`: plays a scenario in the window or in the terminal. */
package org.kernelscope.app.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import org.kernelscope.app.window.FirstFrame;
import org.kernelscope.app.window.WindowOptions;
import org.kernelscope.engine.Frame;
import org.kernelscope.engine.Playback;
import org.kernelscope.engine.Scenario;
import org.kernelscope.engine.Scenarios;
import org.kernelscope.engine.UserMistake;
import org.kernelscope.engine.check.SideBySide;
import org.kernelscope.engine.event.KernelEvent;
import org.kernelscope.engine.event.KernelEvent.CoreStarted;
import org.kernelscope.kernel.KernelImage;
import org.kernelscope.kernel.Symbol;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(name = "run", description = "Plays a scenario: in the window, or with --text as a list of kernel events.")
final class RunCommand implements Callable<Integer> {
    private static final int MAX_EVENTS = 1_000_000;
    private static final long MOST_TURNS = 1_000_000_000;

    /** What only a list of events can have. */
    private static final List<String> OF_TEXT =
            List.of("--events", "--all", "--console", "--type", "--view", "--last-write", "--record");

    @Parameters(index = "0", paramLabel = "SCENARIO", description = "the scenario's name, for instance spinlock")
    private String scenario;

    @Mixin
    private ScenarioMixin settings;

    @Option(names = "--text", description = "print kernel events and the view instead of opening the window")
    private boolean text;

    @Option(
            names = "--events",
            paramLabel = "N",
            defaultValue = "40",
            description = "how many kernel events to print (default: ${DEFAULT-VALUE})")
    private int events;

    @Option(names = "--all", description = "print all kernel events, not only those that the scenario is about")
    private boolean all;

    @Option(names = "--console", description = "then play on to the end, and print what the kernel printed")
    private boolean console;

    @Option(
            names = "--type",
            paramLabel = "TEXT",
            description = "type this at the serial line, a line whenever the machine waits for one; \\n ends a line")
    private Optional<String> typed = Optional.empty();

    @Option(names = "--view", paramLabel = "VIEW", description = "also print this view after the last event")
    private Optional<String> view = Optional.empty();

    @Option(
            names = "--last-write",
            paramLabel = "VARIABLE",
            description = "also print who wrote this variable of the kernel last")
    private Optional<String> lastWrite = Optional.empty();

    @Option(names = "--record", paramLabel = "FILE", description = "write what was played as a recording")
    private Optional<Path> record = Optional.empty();

    @Option(
            names = "--first-frame",
            description = "open the window, without needing a display, say when it is drawn, and close it again: what"
                    + " 'kscope bench start' measures")
    private boolean firstFrame;

    @Option(
            names = "--check",
            description =
                    "instead of playing, run the scenario to its end compiled and interpreted side by side, and compare"
                            + " their states at the end of every compiled region (slow)")
    private boolean check;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        Scenarios.named(scenario);
        if (view.isPresent()) {
            Views.named(view.get());
        }
        if (events < 1 || events > MAX_EVENTS) {
            throw new UserMistake("--events must be 1 to " + MAX_EVENTS + ", not " + events + ".");
        }
        if (typed.isPresent() && !Scenarios.named(scenario).programs().contains("shell")) {
            throw new UserMistake("--type: in the scenario " + scenario + " nobody reads; type in the scenario shell.");
        }
        if (check) {
            return compare();
        }
        if (!text) {
            Cli.refuse(spec, OF_TEXT, "goes with --text.");
        }
        if (firstFrame) {
            WindowOptions options = WindowOptions.of(scenario, settings.options(scenario));
            FirstFrame.show(options, new Kernels(), spec.commandLine().getOut()::println);
        }
        if (firstFrame && !text) {
            return ExitCode.FINE;
        }
        if (!text && Display.present()) {
            return Opening.window(WindowOptions.of(scenario, settings.options(scenario)));
        }
        if (!text) {
            return new TerminalWalk(spec.commandLine().getOut()).walk(scenario, settings.options(scenario));
        }
        return print();
    }

    private int compare() throws Exception {
        String why = "does not go with --check, which plays nothing.";
        Cli.refuse(spec, List.of("--text", "--first-frame"), why);
        Cli.refuse(spec, OF_TEXT, why);
        Scenario settled = Scenarios.named(scenario).with(settings.options(scenario));
        KernelImage image = new Kernels().of(settled.variant());
        SideBySide both =
                new SideBySide(Playback.boot(settled, image), Playback.boot(settled, image), SideBySide.USUAL);
        both.run(settled.interleaving().policy(), MOST_TURNS);
        spec.commandLine().getOut().print(both.machine().serialOutput());
        spec.commandLine().getOut().println(both.sentence());
        return ExitCode.FINE;
    }

    private int print() throws Exception {
        Playback playback = Opening.playback(scenario, settings.options(scenario));
        Optional<Symbol> written = Optional.empty();
        if (lastWrite.isPresent()) {
            written = Optional.of(WriterText.variable(playback.image(), lastWrite.get()));
        }
        PrintWriter out = spec.commandLine().getOut();
        Predicate<KernelEvent> wanted =
                all ? event -> !(event instanceof CoreStarted) : Scenarios.matters(playback.scenario());
        EventText printed = new EventText(out, playback.scenario(), wanted);
        Typist typist = new Typist(playback, typed.map(BootInput::unescaped).orElse(""));
        printed.heading();
        Frame now = playback.frame();
        boolean more = true;
        while (more && printed.lines() < events && !out.checkError()) {
            Optional<Frame> reached = printed.next(playback, now, events, Long.MAX_VALUE);
            now = reached.orElse(now);
            more = reached.isPresent() || typist.typesOn();
        }
        if (console || typed.isPresent()) {
            typist.playToEnd(out);
        }
        if (view.isPresent()) {
            out.print(Views.text(view.get(), playback.frame()));
        }
        if (written.isPresent()) {
            out.println(WriterText.of(playback, written.get()));
        }
        if (record.isPresent()) {
            playback.record().write(record.get());
            out.println("recording: " + record.get());
        }
        return ExitCode.FINE;
    }
}
