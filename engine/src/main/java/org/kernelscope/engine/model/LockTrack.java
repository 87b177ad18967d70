/* What is known of one lock at one moment of the fold. */
package org.kernelscope.engine.model;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.kernelscope.engine.model.KernelMap.KnownLock;
import org.kernelscope.engine.view.LockView.Holder;
import org.kernelscope.engine.view.LockView.Move;
import org.kernelscope.engine.view.LockView.Waiter;

/**
 * A lock's holder, waiters and past.
 *
 * @param lock which lock
 * @param holder the core inside
 * @param claims who asked and waits, those with a place first and in its order
 * @param release the last release
 * @param transfers lines moved since the last release
 * @param led the line movements that led to the latest event of this lock, oldest first
 * @param moves the newest line movements since then, oldest first
 */
public record LockTrack(
        KnownLock lock,
        Optional<Holder> holder,
        List<Claim> claims,
        Optional<Release> release,
        int transfers,
        List<LineMove> led,
        List<LineMove> moves) {
    private static final int MOVES = 64;

    public LockTrack {
        claims = List.copyOf(claims);
        led = List.copyOf(led);
        moves = List.copyOf(moves);
    }

    /** What to show at this moment: the movements since the event before the latest. */
    public List<LineMove> shown() {
        return Stream.concat(led.stream(), moves.stream()).toList();
    }

    /** A request and the step at which it was made. */
    public record Claim(Waiter waiter, long step) {}

    /** Who released the lock, at which step, at which virtual time. */
    public record Release(int core, long step, long time) {}

    /** A movement of the line at this physical address. */
    public record LineMove(int line, Move move) {}

    static LockTrack untouched(KnownLock lock) {
        return new LockTrack(lock, Optional.empty(), List.of(), Optional.empty(), 0, List.of(), List.of());
    }

    Optional<Claim> claim(int core) {
        return claims.stream().filter(claim -> claim.waiter().core() == core).findFirst();
    }

    /** Whether any core ever asked for it. */
    boolean used() {
        return holder.isPresent() || release.isPresent() || !claims.isEmpty();
    }

    /** Whether nobody holds it or wants it. */
    boolean idle() {
        return holder.isEmpty() && claims.isEmpty();
    }

    /** The step of the last release, 0 before the first. */
    long lastRelease() {
        return release.map(Release::step).orElse(0L);
    }

    /** Whether a core has its place in the order and waits. */
    boolean awaited() {
        return claims.stream().anyMatch(claim -> claim.waiter().queued());
    }

    boolean heldBy(int core) {
        return holder.isPresent() && holder.get().core() == core;
    }

    /** How many cores will enter before one that takes its place now. */
    int ahead() {
        long queued = claims.stream().filter(claim -> claim.waiter().queued()).count();
        return (int) queued + (holder.isPresent() ? 1 : 0);
    }

    LockTrack requested(int core, long step, long time) {
        var asked = new Claim(new Waiter(core, time, false, OptionalInt.empty()), step);
        return new LockTrack(lock, holder, with(core, Optional.of(asked)), release, transfers, moves, List.of());
    }

    LockTrack queued(int core, OptionalInt ticket) {
        return claim(core)
                .map(claim -> {
                    var placed = new Waiter(core, claim.waiter().since(), true, ticket);
                    var queue = with(core, Optional.of(new Claim(placed, claim.step())));
                    return new LockTrack(lock, holder, queue, release, transfers, moves, List.of());
                })
                .orElse(this);
    }

    LockTrack granted(int core, long time) {
        var inside = Optional.of(new Holder(core, time, false));
        return new LockTrack(lock, inside, with(core, Optional.empty()), release, transfers, moves, List.of());
    }

    LockTrack releasing(boolean entered) {
        var leaving = holder.map(inside -> new Holder(inside.core(), inside.since(), entered));
        return new LockTrack(lock, leaving, claims, release, transfers, led, moves);
    }

    LockTrack released(int core, long step, long time) {
        var past = Optional.of(new Release(core, step, time));
        return new LockTrack(lock, Optional.empty(), claims, past, 0, moves, List.of());
    }

    LockTrack moved(LineMove move) {
        List<LineMove> newest = new ArrayList<>(moves.size() < MOVES ? moves : moves.subList(1, MOVES));
        newest.add(move);
        return new LockTrack(lock, holder, claims, release, transfers + 1, led, newest);
    }

    /** The claims without the core's old one and with its new one: placed before unplaced, else in order of arrival. */
    private List<Claim> with(int core, Optional<Claim> claim) {
        List<Claim> all = new ArrayList<>(claims);
        all.removeIf(old -> old.waiter().core() == core);
        List<Claim> order = new ArrayList<>(all);
        claim.ifPresent(order::add);
        order.sort(Comparator.comparing(each -> !each.waiter().queued()));
        return order;
    }
}
