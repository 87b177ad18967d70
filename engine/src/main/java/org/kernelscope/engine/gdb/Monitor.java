/* The commands that a user of gdb gives with `monitor`. */
package org.kernelscope.engine.gdb;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import org.kernelscope.hw.CoreState;
import org.kernelscope.hw.Machine;
import org.kernelscope.hw.MachineState;

/** Questions about the machine that gdb itself has no words for. */
final class Monitor {
    private record Command(String name, String does, Function<Machine, String> answer) {}

    private final Machine machine;
    private final IntFunction<Optional<String>> functions;
    private final List<Command> commands = List.of(
            new Command("help", "what can be asked", all -> help()),
            new Command("time", "turns taken, virtual time, and whether the machine goes on", Monitor::time),
            new Command("cores", "what every core does", this::cores),
            new Command("serial", "what the guest wrote to its serial line", Machine::serialOutput));

    /**
     * A monitor of one machine.
     *
     * @param functions names what contains an address, if that is known
     */
    Monitor(Machine machine, IntFunction<Optional<String>> functions) {
        this.machine = machine;
        this.functions = functions;
    }

    /** The answer to a command, lines of text. */
    String answer(String asked) {
        String name = asked.strip();
        return commands.stream()
                .filter(command -> command.name().equals(name))
                .findFirst()
                .map(command -> command.answer().apply(machine))
                .orElseGet(() -> "There is no command '" + printable(name) + "'.\n" + help());
    }

    /** One line about a core, as the list of threads shows it. */
    String core(CoreState core) {
        String place = functions.apply(core.linearEip()).orElseGet(() -> "0x" + Integer.toHexString(core.linearEip()));
        return switch (core.activity()) {
            case RUNNING -> "core " + core.id() + " in " + place;
            case HALTED -> "core " + core.id() + " in " + place + ", halted";
            case WAITING_FOR_STARTUP -> "core " + core.id() + " waits for its start-up";
            case SHUT_DOWN -> "core " + core.id() + " is shut down";
        };
    }

    /** How the machine ended; empty if it did not. */
    static Optional<String> end(MachineState state) {
        return switch (state) {
            case MachineState.Running _ -> Optional.empty();
            case MachineState.Idle _ -> Optional.of("Every core halted for good.");
            case MachineState.Exited exited -> Optional.of("The guest ended with exit code " + exited.code() + ".");
            case MachineState.ShutDown down -> Optional.of("Core " + down.core() + " shut down after a triple fault.");
            case MachineState.ResetRequested asked -> Optional.of("Core " + asked.core() + " asked for a reset.");
            case MachineState.PoweredOff off -> Optional.of("Core " + off.core() + " switched the machine off.");
        };
    }

    private String help() {
        return commands.stream()
                .map(command -> String.format("monitor %-7s %s", command.name(), command.does()))
                .collect(Collectors.joining("\n", "", "\n"));
    }

    private static String time(Machine machine) {
        return "step " + machine.steps() + ", cycle " + machine.now() + ". "
                + end(machine.state()).orElse("The machine goes on.") + "\n";
    }

    private String cores(Machine all) {
        StringBuilder text = new StringBuilder();
        for (int id = 0; id < all.config().cores(); id++) {
            CoreState core = all.core(id);
            text.append(String.format(
                    "%s: ring %d, clock %d, %d instructions%n",
                    core(core), core.privilege(), core.clock(), core.retired()));
        }
        return text.toString().replace("\r\n", "\n");
    }

    private static String printable(String name) {
        return name.replaceAll("[^ -~]", "?");
    }
}
