/* Whether two types are laid out alike, found in bounded time. */
package org.kernelscope.kernel;

/** Whether two types are laid out alike; types that would take too long to compare count as different. */
final class TypeComparison {
    private int stepsLeft = 10_000;

    boolean isSame(Type one, Type other) {
        stepsLeft--;
        if (stepsLeft < 0) {
            return false;
        }
        if (one instanceof Type.Array(Type element, int count)
                && other instanceof Type.Array(Type otherElement, int otherCount)) {
            return count == otherCount && isSame(element, otherElement);
        }
        if (one instanceof StructType struct && other instanceof StructType otherStruct) {
            return isSameStruct(struct, otherStruct);
        }
        return !(one instanceof StructType) && !(one instanceof Type.Array) && one.equals(other);
    }

    private boolean isSameStruct(StructType one, StructType other) {
        if (one.size() != other.size()
                || !one.name().equals(other.name())
                || one.members().size() != other.members().size()) {
            return false;
        }
        for (int i = 0; i < one.members().size(); i++) {
            if (!isSameMember(one.members().get(i), other.members().get(i))) {
                return false;
            }
        }
        return true;
    }

    private boolean isSameMember(StructType.Member one, StructType.Member other) {
        return one.name().equals(other.name())
                && one.offset() == other.offset()
                && one.bitOffset() == other.bitOffset()
                && one.bitSize() == other.bitSize()
                && isSame(one.type(), other.type());
    }
}
