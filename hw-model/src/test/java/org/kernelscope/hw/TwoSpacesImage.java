/* A tiny Multiboot kernel, assembled by hand, that runs one user program in two address spaces by turns. */
package org.kernelscope.hw;

import java.util.HexFormat;

/**
 * The program adds 1 to the word at {@link #COUNT} and calls the kernel by SYSENTER; the kernel changes to the other
 * space and returns by SYSEXIT, {@link #ROUNDS} times, then ends the machine with code 33. The kernel is one global page
 * of 4 MiB; the program's page of code is shared, its page of data is not.
 */
final class TwoSpacesImage {
    static final int FIRST_DIRECTORY = 0x200000;
    static final int SECOND_DIRECTORY = 0x201000;
    static final int FIRST_TABLE = 0x202000;
    /** Linear address of the program. */
    static final int PROGRAM = 0x400000;
    /** Linear address of the word that it counts in, and where that is in either space. */
    static final int COUNT = 0x401000;

    static final int FIRST_COUNT = 0x205000;
    static final int SECOND_COUNT = 0x206000;
    static final int ROUNDS = 20;

    private static final String CODE = """
            C7 05 00 00 20 00 83 01 00 00  mov dword [0x200000], 0x183       first space: the kernel
            C7 05 04 00 20 00 07 20 20 00  mov dword [0x200004], 0x202007    and its table
            C7 05 00 10 20 00 83 01 00 00  mov dword [0x201000], 0x183       second space
            C7 05 04 10 20 00 07 30 20 00  mov dword [0x201004], 0x203007
            C7 05 00 20 20 00 05 40 20 00  mov dword [0x202000], 0x204005    code, read-only
            C7 05 00 30 20 00 05 40 20 00  mov dword [0x203000], 0x204005
            C7 05 04 20 20 00 07 50 20 00  mov dword [0x202004], 0x205007    data
            C7 05 04 30 20 00 07 60 20 00  mov dword [0x203004], 0x206007
            BE FE 00 10 00                 mov esi, program
            BF 00 40 20 00                 mov edi, 0x204000
            B9 08 00 00 00                 mov ecx, 8
            F3 A4                          rep movsb
            0F 20 E0                       mov eax, cr4
            0C 90                          or al, 0x90                       PGE and PSE
            0F 22 E0                       mov cr4, eax
            B8 00 00 20 00                 mov eax, 0x200000
            0F 22 D8                       mov cr3, eax
            0F 20 C0                       mov eax, cr0
            0D 00 00 01 80                 or eax, 0x80010000                PG and WP
            0F 22 C0                       mov cr0, eax
            B9 74 01 00 00                 mov ecx, 0x174
            31 D2                          xor edx, edx
            B8 08 00 00 00                 mov eax, 8
            0F 30                          wrmsr                             IA32_SYSENTER_CS
            41                             inc ecx
            B8 00 E0 09 00                 mov eax, 0x9E000
            0F 30                          wrmsr                             IA32_SYSENTER_ESP
            41                             inc ecx
            B8 EB 00 10 00                 mov eax, called
            0F 30                          wrmsr                             IA32_SYSENTER_EIP
            BB 14 00 00 00                 mov ebx, 20
            B9 00 20 40 00                 again: mov ecx, 0x402000
            BA 00 00 40 00                 mov edx, 0x400000
            0F 35                          sysexit
            0F 20 D8                       called: mov eax, cr3
            35 00 10 00 00                 xor eax, 0x1000
            0F 22 D8                       mov cr3, eax
            4B                             dec ebx
            75 E6                          jnz again
            B0 10                          mov al, 0x10
            E6 F4                          out 0xF4, al
            F4                             hlt
            FF 05 00 10 40 00              program: inc dword [0x401000]
            0F 34                          sysenter
            """;

    private TwoSpacesImage() {}

    static byte[] elf() {
        StringBuilder hex = new StringBuilder();
        CODE.lines().forEach(line -> hex.append(line, 0, 30));
        return TestImage.elf(HexFormat.of().parseHex(hex.toString().replace(" ", "")));
    }
}
