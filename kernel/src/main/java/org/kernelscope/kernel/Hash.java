/* SHA-256 over parts whose borders count. */
package org.kernelscope.kernel;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256 over parts whose borders count: each part is preceded by its length. */
final class Hash {
    private final MessageDigest digest;

    Hash() {
        digest = sha256();
    }

    Hash add(String part) {
        return add(part.getBytes(StandardCharsets.UTF_8));
    }

    Hash add(byte[] part) {
        digest.update(ByteBuffer.allocate(Long.BYTES).putLong(part.length).flip());
        digest.update(part);
        return this;
    }

    String hex() {
        return HexFormat.of().formatHex(digest.digest());
    }

    /** SHA-256 of the bytes alone, in hexadecimal. */
    static String of(byte[] bytes) {
        return HexFormat.of().formatHex(sha256().digest(bytes));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException absent) {
            throw new AssertionError("every Java platform has SHA-256", absent);
        }
    }
}
