/* What the kernel's queues of threads are for, by where they lie. */
package org.kernelscope.engine;

import java.util.List;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.kernelscope.engine.model.KernelMap.KnownQueue;
import org.kernelscope.engine.view.QueueView.Kind;

/** From the name that C would write to one that says what its threads wait for. */
final class QueueNames {
    /** Where queues of a kind lie, and what they are called; {@code $1} is an array's index. */
    private record Rule(Pattern place, String name, Kind kind) {
        Rule(String place, String name, Kind kind) {
            this(Pattern.compile(place), name, kind);
        }
    }

    private static final List<Rule> RULES = List.of(
            new Rule("run_queues\\[(\\d+)]\\.ready", "ready[$1]", Kind.READY),
            new Rule("pending\\[(\\d+)]\\.queue", "pending[$1]", Kind.PENDING),
            new Rule("channels\\[(\\d+)]\\.senders", "senders of $1", Kind.SLEEPING),
            new Rule("channels\\[(\\d+)]\\.callers", "callers of $1", Kind.SLEEPING),
            new Rule("channels\\[(\\d+)]\\.receiver", "receiver $1", Kind.SLEEPING),
            new Rule("notifications\\[(\\d+)]\\.arrived\\.waiting", "notification of $1", Kind.SLEEPING),
            new Rule("buffers\\[(\\d+)]\\.not_full\\.waiting", "putters of buffer $1", Kind.SLEEPING),
            new Rule("buffers\\[(\\d+)]\\.not_empty\\.waiting", "getters of buffer $1", Kind.SLEEPING),
            new Rule("processes\\[(\\d+)]\\.exited\\.waiting", "children of $1", Kind.SLEEPING),
            new Rule("(.*)\\.waiting", "$1", Kind.SLEEPING));

    private QueueNames() {}

    static KnownQueue queue(String place, int address) {
        for (Rule rule : RULES) {
            Matcher matcher = rule.place().matcher(place);
            if (matcher.matches()) {
                OptionalInt core = rule.kind() == Kind.SLEEPING
                        ? OptionalInt.empty()
                        : OptionalInt.of(Integer.parseInt(matcher.group(1)));
                return new KnownQueue(matcher.replaceFirst(rule.name()), address, rule.kind(), core);
            }
        }
        return new KnownQueue(place, address, Kind.SLEEPING, OptionalInt.empty());
    }
}
