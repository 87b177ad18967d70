/* Damaged hardware profiles: machines are made by them, or one sentence says why not. */
package org.kernelscope.engine.fuzz;

import java.util.List;
import java.util.stream.Collectors;
import org.kernelscope.engine.Profiles;
import org.kernelscope.hw.HardwareProfile;
import org.kernelscope.hw.ImageException;
import org.kernelscope.hw.Machine;
import org.kernelscope.hw.MachineConfig;
import org.kernelscope.hw.interleaving.Interleavings;

/** A recording brings its profile along, so that anyone can have written it. */
final class ProfileTarget implements FuzzTarget {
    private static final int TURNS = 500;
    private static final List<String> NUMBERS = List.of(
            "0", "1", "2", "3", "63", "64", "65", "4096", "32768", "99999999", "999999999", "1000000000", "-1", "");
    private static final List<String> WORDS =
            List.of("=", ";", "\n", " ", "clock", "l1.ways = 3 ways ; x\n", "99", "0", "é", "#", "caches.timed");

    @Override
    public void run(long seed) throws Exception {
        Dice dice = new Dice(seed);
        String valid = Profiles.load(dice.pick(Profiles.names())).parameters().stream()
                .map(each -> each.name() + " = " + (dice.once(40) ? dice.pick(NUMBERS) : each.value()) + " "
                        + each.unit() + " ; x\n")
                .collect(Collectors.joining());
        String text = dice.once(3) ? Mutation.text(dice, valid, WORDS) : valid;
        try {
            HardwareProfile profile = HardwareProfile.parse("fuzz", text);
            byte[] image = DevicesTarget.guest(dice, 2).elf();
            Machine machine = Machine.boot(new MachineConfig(2, 4, profile), image, "");
            machine.run(Interleavings.byTime(), TURNS);
        } catch (ImageException refusal) {
            Sentences.require(refusal.getMessage());
        }
    }
}
