/* Tries schedule after schedule until one breaks a promise or the plan is done. */
package org.kernelscope.engine.explore;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.kernelscope.engine.explore.ScheduleRun.Limits;
import org.kernelscope.engine.explore.ScheduleRun.Order;
import org.kernelscope.engine.explore.ScheduleRun.Result;
import org.kernelscope.engine.explore.Strategies.Preemption;
import org.kernelscope.engine.explore.Strategy.Point;
import org.kernelscope.hw.state.StateHash;

/**
 * Explores one subject: first all schedules without preemptions, then all with one, then two, and so on (so that the
 * first failure has the fewest), then schedules drawn at random by several strategies in turn. Deterministic.
 */
public final class Explorer {
    private static final int LEARNING_RUNS = 8;
    private static final int LEARNING_INTERVAL = 16;
    private static final int STRATEGIES = 3;

    private final Subject subject;
    private final Oracle.Factory oracles;
    private final ExplorationPlan plan;
    private final Limits limits;
    private final SharedPoints shared = new SharedPoints();
    private int schedules;
    private long turns;
    private int typicalPoints;
    private final List<FailingSchedule> failures = new ArrayList<>();
    private boolean stopped;

    private record Candidate(Order order, List<Preemption> preemptions) {}

    private record Tried(Candidate candidate, List<Point> points) {}

    private Explorer(Subject subject, Oracle.Factory oracles, ExplorationPlan plan) {
        this.subject = subject;
        this.oracles = oracles;
        this.plan = plan;
        limits = new Limits(plan.turns(), plan.suffix());
    }

    /**
     * Runs the plan.
     *
     * @throws CancellationException soon after the thread is interrupted
     */
    public static Exploration explore(Subject subject, Oracle.Factory oracles, ExplorationPlan plan) {
        return new Explorer(subject, oracles, plan).explore();
    }

    private Exploration explore() {
        learn();
        int covered = bounded();
        int before = schedules;
        for (int i = 0; i < plan.sampled() && !stopped; i++) {
            judge(run(sampled(i), orderOf(i), isLearning()));
        }
        return new Exploration(failures, stopped, schedules, covered, schedules - before, shared.count(), turns);
    }

    /** Finds the shared points before anything is judged, so that bounding seldom has to start again. */
    private void learn() {
        for (Order order : orders()) {
            run(Strategies.preempting(List.of()), order, true);
        }
        for (int i = 0; i < LEARNING_RUNS && subject.cores() > 1; i++) {
            run(sampled(i), orderOf(i), true);
        }
        turns = 0;
    }

    /** The bound up to which everything was tried; starts again from the bottom when new shared points turn up. */
    private int bounded() {
        int covered = -1;
        int known;
        do {
            known = shared.count();
            covered = boundedWithKnownPoints();
        } while (!stopped && schedules < plan.schedules() && shared.count() != known);
        return covered;
    }

    private int boundedWithKnownPoints() {
        List<Tried> level = new ArrayList<>();
        for (Order order : orders()) {
            tryOne(new Candidate(order, List.of()), level);
        }
        int covered = !stopped && schedules < plan.schedules() ? 0 : -1;
        for (int bound = 1; bound <= plan.preemptions() && covered == bound - 1; bound++) {
            List<Tried> next = new ArrayList<>();
            for (Tried parent : level) {
                extend(parent, next);
            }
            covered = !stopped && schedules < plan.schedules() ? bound : covered;
            level = next;
        }
        return covered;
    }

    private void extend(Tried parent, List<Tried> next) {
        List<Preemption> before = parent.candidate().preemptions();
        long last = before.isEmpty() ? -1 : before.getLast().step();
        for (Point point : parent.points()) {
            for (int core = 0; core < point.cores() && point.step() > last; core++) {
                if (point.isCandidate(core)) {
                    List<Preemption> preemptions = new ArrayList<>(before);
                    preemptions.add(new Preemption(point.step(), core));
                    tryOne(new Candidate(parent.candidate().order(), List.copyOf(preemptions)), next);
                }
            }
        }
    }

    private void tryOne(Candidate candidate, List<Tried> level) {
        if (stopped || schedules >= plan.schedules()) {
            return;
        }
        Result result = run(Strategies.preempting(candidate.preemptions()), candidate.order(), isLearning());
        judge(result);
        level.add(new Tried(candidate, result.points()));
    }

    private List<Order> orders() {
        List<Order> orders = new ArrayList<>();
        for (int core = 0; core < subject.cores(); core++) {
            orders.add(new Order(core, 1));
            if (subject.cores() > 2) {
                orders.add(new Order(core, -1));
            }
        }
        return orders;
    }

    private Strategy sampled(int number) {
        int cores = subject.cores();
        return switch (number % STRATEGIES) {
            case 0 -> Strategies.sampling(seed(number), cores);
            case 1 -> Strategies.priorities(seed(number), cores, typicalPoints, number / STRATEGIES);
            default -> Strategies.random(seed(number));
        };
    }

    private Order orderOf(int number) {
        return new Order((int) Math.floorMod(seed(number) >>> 8, (long) subject.cores()), 1);
    }

    private long seed(int number) {
        return StateHash.mix(plan.seed() + StateHash.mix(number));
    }

    private boolean isLearning() {
        return schedules % LEARNING_INTERVAL == 0;
    }

    private Result run(Strategy strategy, Order order, boolean learning) {
        if (Thread.currentThread().isInterrupted()) {
            throw new CancellationException("the exploration was cancelled");
        }
        Result result =
                new ScheduleRun(subject, strategy, order, oracles.judge(subject), shared, learning, limits).run();
        turns += result.turns();
        if (result.violations().isEmpty()) {
            typicalPoints = result.points().size();
        }
        return result;
    }

    private void judge(Result result) {
        schedules++;
        for (Violation violation : result.violations()) {
            boolean known = failures.stream().anyMatch(each -> each.violation().kind() == violation.kind());
            if (!known) {
                failures.add(Confirmation.confirm(subject, result, violation, schedules));
            }
            stopped |= violation.kind().fatal();
        }
    }
}
