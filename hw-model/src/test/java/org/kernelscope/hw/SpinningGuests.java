/* Guests whose cores spin, in several ways and with much in between. */
package org.kernelscope.hw;

import java.util.HexFormat;

/**
 * Each core thinks for a while without touching memory, takes a lock, counts at {@link #COUNTER}, and gives the lock back;
 * every sixteenth time something special happens. Assembled from source in Intel's notation.
 */
enum SpinningGuests {
    /** A test-and-set lock; the special thing is a write into the code of all. */
    TEST_AND_SET("""
            8b 3d 20 00 e0 fe ; mov edi,dword 0xfee00020
            c1 ef 18 ; shr edi,0x18
            89 fc ; mov esp,edi
            c1 e4 0c ; shl esp,0xc
            81 c4 00 10 30 00 ; add esp,0x301000
            bb 00 00 20 00 ; mov ebx,0x200000
            8d 14 fd 0d 00 00 00 ; lea edx,[edi*8+0xd]
            c7 05 f0 00 e0 fe ff 01 00 00 ; mov dword 0xfee000f0,0x1ff
            69 d2 6d 4e c6 41 ; imul edx,edx,0x41c64e6d
            81 c2 39 30 00 00 ; add edx,0x3039
            89 d1 ; mov ecx,edx
            c1 e9 18 ; shr ecx,0x18
            41 ; inc ecx
            49 ; dec ecx
            75 fd ; jne think
            b8 01 00 00 00 ; mov eax,0x1
            87 03 ; xchg dword [ebx],eax
            85 c0 ; test eax,eax
            74 09 ; je section
            f3 90 ; pause
            83 3b 00 ; cmp dword [ebx],0x0
            75 f9 ; jne wait
            eb ec ; jmp acquire
            ff 83 00 01 00 00 ; inc dword [ebx+0x100]
            b9 28 00 00 00 ; mov ecx,0x28
            49 ; dec ecx
            75 fd ; jne inside
            8b ab 00 01 00 00 ; mov ebp,dword [ebx+0x100]
            c7 03 00 00 00 00 ; mov dword [ebx],0x0
            f7 c5 0f 00 00 00 ; test ebp,0xf
            75 b5 ; jne again
            fe 05 14 01 10 00 ; inc byte 0x100114
            eb ad ; jmp again
            """),

    /** The same with floating-point numbers and bit tests in its thoughts, which is more than general registers and flags. */
    FLOATING("""
            8b 3d 20 00 e0 fe ; mov edi,dword 0xfee00020
            c1 ef 18 ; shr edi,0x18
            89 fc ; mov esp,edi
            c1 e4 0c ; shl esp,0xc
            81 c4 00 10 30 00 ; add esp,0x301000
            bb 00 00 20 00 ; mov ebx,0x200000
            8d 14 fd 0d 00 00 00 ; lea edx,[edi*8+0xd]
            c7 05 f0 00 e0 fe ff 01 00 00 ; mov dword 0xfee000f0,0x1ff
            db e3 ; fninit
            d9 e8 ; fld1
            d9 e8 ; fld1
            69 d2 6d 4e c6 41 ; imul edx,edx,0x41c64e6d
            81 c2 39 30 00 00 ; add edx,0x3039
            89 d1 ; mov ecx,edx
            c1 e9 18 ; shr ecx,0x18
            41 ; inc ecx
            d8 c1 ; fadd st(0),st(1)
            0f a3 f8 ; bt eax,edi
            49 ; dec ecx
            75 f8 ; jne think
            b8 01 00 00 00 ; mov eax,0x1
            87 03 ; xchg dword [ebx],eax
            85 c0 ; test eax,eax
            74 09 ; je section
            f3 90 ; pause
            83 3b 00 ; cmp dword [ebx],0x0
            75 f9 ; jne wait
            eb ec ; jmp acquire
            ff 83 00 01 00 00 ; inc dword [ebx+0x100]
            b9 28 00 00 00 ; mov ecx,0x28
            49 ; dec ecx
            75 fd ; jne inside
            8b ab 00 01 00 00 ; mov ebp,dword [ebx+0x100]
            c7 03 00 00 00 00 ; mov dword [ebx],0x0
            f7 c5 0f 00 00 00 ; test ebp,0xf
            75 b0 ; jne again
            fe 05 1f 01 10 00 ; inc byte 0x10011f
            eb a8 ; jmp again
            """),

    /** A ticket lock under a timer on each core; the special thing is an interrupt for all others. */
    TICKET("""
            8b 3d 20 00 e0 fe ; mov edi,dword 0xfee00020
            c1 ef 18 ; shr edi,0x18
            89 fc ; mov esp,edi
            c1 e4 0c ; shl esp,0xc
            81 c4 00 10 30 00 ; add esp,0x301000
            bb 00 00 20 00 ; mov ebx,0x200000
            8d 14 fd 0d 00 00 00 ; lea edx,[edi*8+0xd]
            c7 05 f0 00 e0 fe ff 01 00 00 ; mov dword 0xfee000f0,0x1ff
            0f 01 15 33 80 00 00 ; lgdtd 0x8033
            ea f2 00 10 00 08 00 ; jmp 0x8:0x1000f2
            b8 10 00 00 00 ; mov eax,0x10
            8e d8 ; mov ds,eax
            8e c0 ; mov es,eax
            8e d0 ; mov ss,eax
            c7 05 00 02 21 00 a3 01 08 00 ; mov dword 0x210200,0x801a3
            c7 05 04 02 21 00 00 8e 10 00 ; mov dword 0x210204,0x108e00
            c7 05 08 02 21 00 a3 01 08 00 ; mov dword 0x210208,0x801a3
            c7 05 0c 02 21 00 00 8e 10 00 ; mov dword 0x21020c,0x108e00
            0f 01 1d b7 01 10 00 ; lidtd 0x1001b7
            c7 05 e0 03 e0 fe 0b 00 00 00 ; mov dword 0xfee003e0,0xb
            c7 05 20 03 e0 fe 40 00 02 00 ; mov dword 0xfee00320,0x20040
            69 c7 01 01 00 00 ; imul eax,edi,0x101
            05 54 0b 00 00 ; add eax,0xb54
            a3 80 03 e0 fe ; mov 0xfee00380,eax
            fb ; sti
            69 d2 6d 4e c6 41 ; imul edx,edx,0x41c64e6d
            81 c2 39 30 00 00 ; add edx,0x3039
            89 d1 ; mov ecx,edx
            c1 e9 18 ; shr ecx,0x18
            41 ; inc ecx
            49 ; dec ecx
            75 fd ; jne think
            b8 01 00 00 00 ; mov eax,0x1
            f0 0f c1 03 ; lock xadd dword [ebx],eax
            39 43 04 ; cmp dword [ebx+0x4],eax
            74 04 ; je section
            f3 90 ; pause
            eb f7 ; jmp wait
            ff 83 00 01 00 00 ; inc dword [ebx+0x100]
            b9 28 00 00 00 ; mov ecx,0x28
            49 ; dec ecx
            75 fd ; jne inside
            8b ab 00 01 00 00 ; mov ebp,dword [ebx+0x100]
            ff 43 04 ; inc dword [ebx+0x4]
            f7 c5 0f 00 00 00 ; test ebp,0xf
            75 ba ; jne again
            c7 05 00 03 e0 fe 41 40 0c 00 ; mov dword 0xfee00300,0xc4041
            eb ae ; jmp again
            50 ; push eax
            f0 ff 83 40 01 00 00 ; lock inc dword [ebx+0x140]
            c7 05 b0 00 e0 fe 00 00 00 00 ; mov dword 0xfee000b0,0x0
            58 ; pop eax
            cf ; iret
            ff 07 00 00 21 00 ; limit and base of the interrupt table
            """),

    /** An MCS lock under a timer on each core; the special thing is a character for the serial port, and the end at 160. */
    MCS("""
            8b 3d 20 00 e0 fe ; mov edi,dword 0xfee00020
            c1 ef 18 ; shr edi,0x18
            89 fc ; mov esp,edi
            c1 e4 0c ; shl esp,0xc
            81 c4 00 10 30 00 ; add esp,0x301000
            bb 00 00 20 00 ; mov ebx,0x200000
            8d 14 fd 0d 00 00 00 ; lea edx,[edi*8+0xd]
            c7 05 f0 00 e0 fe ff 01 00 00 ; mov dword 0xfee000f0,0x1ff
            0f 01 15 33 80 00 00 ; lgdtd 0x8033
            ea f2 00 10 00 08 00 ; jmp 0x8:0x1000f2
            b8 10 00 00 00 ; mov eax,0x10
            8e d8 ; mov ds,eax
            8e c0 ; mov es,eax
            8e d0 ; mov ss,eax
            c7 05 00 02 21 00 ed 01 08 00 ; mov dword 0x210200,0x801ed
            c7 05 04 02 21 00 00 8e 10 00 ; mov dword 0x210204,0x108e00
            c7 05 08 02 21 00 ed 01 08 00 ; mov dword 0x210208,0x801ed
            c7 05 0c 02 21 00 00 8e 10 00 ; mov dword 0x21020c,0x108e00
            0f 01 1d 01 02 10 00 ; lidtd 0x100201
            c7 05 e0 03 e0 fe 0b 00 00 00 ; mov dword 0xfee003e0,0xb
            c7 05 20 03 e0 fe 40 00 02 00 ; mov dword 0xfee00320,0x20040
            69 c7 01 01 00 00 ; imul eax,edi,0x101
            05 54 0b 00 00 ; add eax,0xb54
            a3 80 03 e0 fe ; mov 0xfee00380,eax
            fb ; sti
            69 d2 6d 4e c6 41 ; imul edx,edx,0x41c64e6d
            81 c2 39 30 00 00 ; add edx,0x3039
            89 d1 ; mov ecx,edx
            c1 e9 18 ; shr ecx,0x18
            41 ; inc ecx
            49 ; dec ecx
            75 fd ; jne think
            89 fe ; mov esi,edi
            c1 e6 06 ; shl esi,0x6
            8d b4 33 00 04 00 00 ; lea esi,[ebx+esi+0x400]
            c7 06 00 00 00 00 ; mov dword [esi],0x0
            c7 46 04 01 00 00 00 ; mov dword [esi+0x4],0x1
            89 f0 ; mov eax,esi
            87 03 ; xchg dword [ebx],eax
            85 c0 ; test eax,eax
            74 0d ; je section
            89 30 ; mov dword [eax],esi
            8b 46 04 ; mov eax,dword [esi+0x4]
            85 c0 ; test eax,eax
            74 04 ; je section
            f3 90 ; pause
            eb f5 ; jmp wait
            ff 83 00 01 00 00 ; inc dword [ebx+0x100]
            b9 28 00 00 00 ; mov ecx,0x28
            49 ; dec ecx
            75 fd ; jne inside
            8b ab 00 01 00 00 ; mov ebp,dword [ebx+0x100]
            83 3e 00 ; cmp dword [esi],0x0
            75 11 ; jne pass
            89 f0 ; mov eax,esi
            31 c9 ; xor ecx,ecx
            f0 0f b1 0b ; lock cmpxchg dword [ebx],ecx
            74 10 ; je released
            f3 90 ; pause
            83 3e 00 ; cmp dword [esi],0x0
            74 f9 ; je linked
            8b 06 ; mov eax,dword [esi]
            c7 40 04 00 00 00 00 ; mov dword [eax+0x4],0x0
            f7 c5 0f 00 00 00 ; test ebp,0xf
            75 82 ; jne again
            52 ; push edx
            66 ba f8 03 ; mov dx,0x3f8
            b0 78 ; mov al,0x78
            ee ; out dx,al
            5a ; pop edx
            81 fd a0 00 00 00 ; cmp ebp,0xa0
            0f 82 6d ff ff ff ; jb again
            b0 10 ; mov al,0x10
            e6 f4 ; out 0xf4,al
            e9 64 ff ff ff ; jmp again
            50 ; push eax
            f0 ff 83 40 01 00 00 ; lock inc dword [ebx+0x140]
            c7 05 b0 00 e0 fe 00 00 00 00 ; mov dword 0xfee000b0,0x0
            58 ; pop eax
            cf ; iret
            ff 07 00 00 21 00 ; limit and base of the interrupt table
            """);

    static final int COUNTER = 0x200100;

    private final byte[] image;

    SpinningGuests(String code) {
        StringBuilder hex = new StringBuilder();
        code.lines().forEach(line -> hex.append(line.split(";")[0].replace(" ", "")));
        image = TestImage.doing(HexFormat.of().parseHex(hex));
    }

    byte[] image() {
        return image.clone();
    }
}
