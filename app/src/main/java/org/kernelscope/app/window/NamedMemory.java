/* Memory of the kernel that has a name: a variable, or a part of one. */
package org.kernelscope.app.window;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.kernelscope.kernel.KernelImage;
import org.kernelscope.kernel.StructType;
import org.kernelscope.kernel.Type;
import org.kernelscope.kernel.Variable;

/**
 * Some bytes that somebody may ask for.
 *
 * @param name as in C: {@code work_lock}, {@code work_lock.node[2].busy}
 * @param about its type and the file that defines it
 * @param address linear address of the first byte
 * @param bytes how many, at least 1
 */
public record NamedMemory(String name, String about, int address, int bytes) {
    /** Longer arrays are named as a whole alone. */
    private static final int LONGEST_ARRAY = 16;

    private static final Pattern PATH = Pattern.compile("[A-Za-z_]\\w*(?:\\[\\d+]|\\.[A-Za-z_]\\w*)*");

    /** All variables of a kernel and their parts, each after what it is a part of. */
    static List<NamedMemory> of(KernelImage image) {
        List<NamedMemory> all = new ArrayList<>();
        for (Variable variable : image.variables()) {
            add(all, variable.name(), variable.file(), variable.address(), variable.type());
        }
        return List.copyOf(all);
    }

    private static void add(List<NamedMemory> all, String name, String file, int address, Type type) {
        if (type.size() == 0) {
            return;
        }
        all.add(new NamedMemory(name, type.name() + " \u00b7 " + file, address, type.size()));
        if (type instanceof StructType struct) {
            for (StructType.Member member : struct.members()) {
                if (!member.name().isEmpty()) {
                    add(all, name + "." + member.name(), file, address + member.offset(), member.type());
                }
            }
        } else if (type instanceof Type.Array array && array.count() <= LONGEST_ARRAY) {
            for (int index = 0; index < array.count(); index++) {
                Type element = array.element();
                add(all, name + "[" + index + "]", file, address + index * element.size(), element);
            }
        }
    }

    /** Those of these whose name has these words in it, names that begin with them first. */
    static List<NamedMemory> matching(List<NamedMemory> all, String words) {
        String wanted = words.strip().toLowerCase(Locale.ROOT);
        List<NamedMemory> first = new ArrayList<>();
        List<NamedMemory> others = new ArrayList<>();
        for (NamedMemory each : all) {
            String name = each.name().toLowerCase(Locale.ROOT);
            if (name.startsWith(wanted)) {
                first.add(each);
            } else if (name.contains(wanted)) {
                others.add(each);
            }
        }
        first.addAll(others);
        return first;
    }

    /** Those of these that a line of C names, in its order. */
    static List<NamedMemory> namedIn(List<NamedMemory> all, String line) {
        Map<String, NamedMemory> byName = new LinkedHashMap<>();
        Matcher paths = PATH.matcher(line);
        while (paths.find()) {
            String path = paths.group();
            all.stream()
                    .filter(each -> path.equals(each.name())
                            || path.startsWith(each.name())
                                    && !wordGoesOn(path, each.name().length()))
                    .forEach(each -> byName.putIfAbsent(each.name(), each));
        }
        return List.copyOf(byName.values());
    }

    private static boolean wordGoesOn(String text, int at) {
        return Character.isJavaIdentifierPart(text.charAt(at));
    }
}
