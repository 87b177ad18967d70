/* The rows of the instruction table that have mandatory prefixes. */
package org.kernelscope.hw.cpu;

/**
 * MMX, SSE and SSE2, and what else shares their way of telling forms apart (SDM 2D, appendix A), as {@link InstructionSet}
 * reads them: 66, F2 and F3 in front are part of the opcode, {@code np} stands for none of them. An opcode that has rows
 * here is undefined with the other prefixes.
 */
final class SimdRows {
    private SimdRows() {}

    static String table() {
        return """
        np0f10 movups V,Wu =MOVE_VECTOR
        np0f11 movups Wu,V =MOVE_VECTOR
        660f10 movupd V,Wu =MOVE_VECTOR
        660f11 movupd Wu,V =MOVE_VECTOR
        f30f10 movss V,Wss =MOVE_SCALAR
        f30f11 movss Wss,V =MOVE_SCALAR
        f20f10 movsd V,Wsd =MOVE_SCALAR
        f20f11 movsd Wsd,V =MOVE_SCALAR
        np0f12 movlps V,Mq =MOVE_LOW
        np0f12 movhlps V,U =MOVE_HIGH_TO_LOW
        660f12 movlpd V,Mq =MOVE_LOW
        np0f13 movlps Mq,V =MOVE_VECTOR
        660f13 movlpd Mq,V =MOVE_VECTOR
        np0f14 unpcklps V,Wx =PUNPCKLDQ
        660f14 unpcklpd V,Wx =PUNPCKLQDQ
        np0f15 unpckhps V,Wx =PUNPCKHDQ
        660f15 unpckhpd V,Wx =PUNPCKHQDQ
        np0f16 movhps V,Mq =MOVE_HIGH
        np0f16 movlhps V,U =MOVE_HIGH
        660f16 movhpd V,Mq =MOVE_HIGH
        np0f17 movhps Mq,V =STORE_HIGH
        660f17 movhpd Mq,V =STORE_HIGH
        np0f28 movaps V,Wx =MOVE_VECTOR
        np0f29 movaps Wx,V =MOVE_VECTOR
        660f28 movapd V,Wx =MOVE_VECTOR
        660f29 movapd Wx,V =MOVE_VECTOR
        np0f2a cvtpi2ps V,Q =INTEGER_TO_SINGLE
        660f2a cvtpi2pd V,Q =INTEGER_TO_DOUBLE
        f30f2a cvtsi2ss V,Ed =INTEGER_TO_SINGLE
        f20f2a cvtsi2sd V,Ed =INTEGER_TO_DOUBLE
        np0f2b movntps Mx,V =MOVE_VECTOR
        660f2b movntpd Mx,V =MOVE_VECTOR
        np0f2c cvttps2pi P,Wq =SINGLE_CHOPPED
        660f2c cvttpd2pi P,Wpd =DOUBLE_CHOPPED
        f30f2c cvttss2si Gd,Wss =SINGLE_CHOPPED
        f20f2c cvttsd2si Gd,Wsd =DOUBLE_CHOPPED
        np0f2d cvtps2pi P,Wq =SINGLE_TO_INTEGER
        660f2d cvtpd2pi P,Wpd =DOUBLE_TO_INTEGER
        f30f2d cvtss2si Gd,Wss =SINGLE_TO_INTEGER
        f20f2d cvtsd2si Gd,Wsd =DOUBLE_TO_INTEGER
        np0f2e ucomiss V,Wss =UCOMI
        660f2e ucomisd V,Wsd =UCOMI
        np0f2f comiss V,Wss =COMI
        660f2f comisd V,Wsd =COMI
        np0f50 movmskps Gd,U
        660f50 movmskpd Gd,U
        np0f51 sqrtps V,Wps =SQUARE_ROOT
        660f51 sqrtpd V,Wpd =SQUARE_ROOT
        f30f51 sqrtss V,Wss =SQUARE_ROOT
        f20f51 sqrtsd V,Wsd =SQUARE_ROOT
        np0f52 rsqrtps V,Wps =RECIPROCAL_ROOT
        f30f52 rsqrtss V,Wss =RECIPROCAL_ROOT
        np0f53 rcpps V,Wps =RECIPROCAL
        f30f53 rcpss V,Wss =RECIPROCAL
        np0f54 andps V,Wx =PAND
        660f54 andpd V,Wx =PAND
        np0f55 andnps V,Wx =PANDN
        660f55 andnpd V,Wx =PANDN
        np0f56 orps V,Wx =POR
        660f56 orpd V,Wx =POR
        np0f57 xorps V,Wx =PXOR
        660f57 xorpd V,Wx =PXOR
        np0f58 addps V,Wps =ADD_FLOATS
        660f58 addpd V,Wpd =ADD_FLOATS
        f30f58 addss V,Wss =ADD_FLOATS
        f20f58 addsd V,Wsd =ADD_FLOATS
        np0f59 mulps V,Wps =MULTIPLY_FLOATS
        660f59 mulpd V,Wpd =MULTIPLY_FLOATS
        f30f59 mulss V,Wss =MULTIPLY_FLOATS
        f20f59 mulsd V,Wsd =MULTIPLY_FLOATS
        np0f5a cvtps2pd V,Wq =SINGLE_TO_DOUBLE
        660f5a cvtpd2ps V,Wpd =DOUBLE_TO_SINGLE
        f30f5a cvtss2sd V,Wss =SINGLE_TO_DOUBLE
        f20f5a cvtsd2ss V,Wsd =DOUBLE_TO_SINGLE
        np0f5b cvtdq2ps V,Wx =INTEGER_TO_SINGLE
        660f5b cvtps2dq V,Wps =SINGLE_TO_INTEGER
        f30f5b cvttps2dq V,Wps =SINGLE_CHOPPED
        np0f5c subps V,Wps =SUBTRACT_FLOATS
        660f5c subpd V,Wpd =SUBTRACT_FLOATS
        f30f5c subss V,Wss =SUBTRACT_FLOATS
        f20f5c subsd V,Wsd =SUBTRACT_FLOATS
        np0f5d minps V,Wps =MINIMUM
        660f5d minpd V,Wpd =MINIMUM
        f30f5d minss V,Wss =MINIMUM
        f20f5d minsd V,Wsd =MINIMUM
        np0f5e divps V,Wps =DIVIDE_FLOATS
        660f5e divpd V,Wpd =DIVIDE_FLOATS
        f30f5e divss V,Wss =DIVIDE_FLOATS
        f20f5e divsd V,Wsd =DIVIDE_FLOATS
        np0f5f maxps V,Wps =MAXIMUM
        660f5f maxpd V,Wpd =MAXIMUM
        f30f5f maxss V,Wss =MAXIMUM
        f20f5f maxsd V,Wsd =MAXIMUM
        np0f60 punpcklbw P,Qd
        660f60 punpcklbw V,Wx
        np0f61 punpcklwd P,Qd
        660f61 punpcklwd V,Wx
        np0f62 punpckldq P,Qd
        660f62 punpckldq V,Wx
        np0f63 packsswb P,Q
        660f63 packsswb V,Wx
        np0f64 pcmpgtb P,Q
        660f64 pcmpgtb V,Wx
        np0f65 pcmpgtw P,Q
        660f65 pcmpgtw V,Wx
        np0f66 pcmpgtd P,Q
        660f66 pcmpgtd V,Wx
        np0f67 packuswb P,Q
        660f67 packuswb V,Wx
        np0f68 punpckhbw P,Q
        660f68 punpckhbw V,Wx
        np0f69 punpckhwd P,Q
        660f69 punpckhwd V,Wx
        np0f6a punpckhdq P,Q
        660f6a punpckhdq V,Wx
        np0f6b packssdw P,Q
        660f6b packssdw V,Wx
        660f6c punpcklqdq V,Wx
        660f6d punpckhqdq V,Wx
        np0f6e movd P,Ed =MOVE_VECTOR
        660f6e movd V,Ed =MOVE_VECTOR
        np0f6f movq P,Q =MOVE_VECTOR
        660f6f movdqa V,Wx =MOVE_VECTOR
        f30f6f movdqu V,Wu =MOVE_VECTOR
        np0f70 pshufw P,Q,Ib
        660f70 pshufd V,Wx,Ib
        f30f70 pshufhw V,Wx,Ib
        f20f70 pshuflw V,Wx,Ib
        np0f71/2 psrlw N,Ib
        660f71/2 psrlw U,Ib
        np0f71/4 psraw N,Ib
        660f71/4 psraw U,Ib
        np0f71/6 psllw N,Ib
        660f71/6 psllw U,Ib
        np0f72/2 psrld N,Ib
        660f72/2 psrld U,Ib
        np0f72/4 psrad N,Ib
        660f72/4 psrad U,Ib
        np0f72/6 pslld N,Ib
        660f72/6 pslld U,Ib
        np0f73/2 psrlq N,Ib
        660f73/2 psrlq U,Ib
        660f73/3 psrldq U,Ib
        np0f73/6 psllq N,Ib
        660f73/6 psllq U,Ib
        660f73/7 pslldq U,Ib
        np0f74 pcmpeqb P,Q
        660f74 pcmpeqb V,Wx
        np0f75 pcmpeqw P,Q
        660f75 pcmpeqw V,Wx
        np0f76 pcmpeqd P,Q
        660f76 pcmpeqd V,Wx
        np0f77 emms
        np0f7e movd Ed,P =MOVE_VECTOR
        660f7e movd Ed,V =MOVE_VECTOR
        f30f7e movq V,Wq =MOVE_VECTOR
        np0f7f movq Q,P =MOVE_VECTOR
        660f7f movdqa Wx,V =MOVE_VECTOR
        f30f7f movdqu Wu,V =MOVE_VECTOR
        np0fae/0 fxsave M
        np0fae/1 fxrstor M
        np0fae/2 ldmxcsr Md
        np0fae/3 stmxcsr Md
        np0fae/5 lfence R =PARTIAL_FENCE
        np0fae/6 mfence R =FENCE
        np0fae/7 sfence R =PARTIAL_FENCE
        np0fae/7 clflush Mb
        np0fc2 cmpps V,Wps,Ib =COMPARE_FLOATS
        660fc2 cmppd V,Wpd,Ib =COMPARE_FLOATS
        f30fc2 cmpss V,Wss,Ib =COMPARE_FLOATS
        f20fc2 cmpsd V,Wsd,Ib =COMPARE_FLOATS
        np0fc3 movnti Md,Gd =MOV
        np0fc4 pinsrw P,Edw,Ib
        660fc4 pinsrw V,Edw,Ib
        np0fc5 pextrw Gd,N,Ib
        660fc5 pextrw Gd,U,Ib
        np0fc6 shufps V,Wx,Ib
        660fc6 shufpd V,Wx,Ib
        np0fd1 psrlw P,Q
        660fd1 psrlw V,Wx
        np0fd2 psrld P,Q
        660fd2 psrld V,Wx
        np0fd3 psrlq P,Q
        660fd3 psrlq V,Wx
        np0fd4 paddq P,Q
        660fd4 paddq V,Wx
        np0fd5 pmullw P,Q
        660fd5 pmullw V,Wx
        660fd6 movq Wq,Vq =MOVE_VECTOR
        f30fd6 movq2dq V,N =MOVE_VECTOR
        f20fd6 movdq2q P,U =MOVE_VECTOR
        np0fd7 pmovmskb Gd,N
        660fd7 pmovmskb Gd,U
        np0fd8 psubusb P,Q
        660fd8 psubusb V,Wx
        np0fd9 psubusw P,Q
        660fd9 psubusw V,Wx
        np0fda pminub P,Q
        660fda pminub V,Wx
        np0fdb pand P,Q
        660fdb pand V,Wx
        np0fdc paddusb P,Q
        660fdc paddusb V,Wx
        np0fdd paddusw P,Q
        660fdd paddusw V,Wx
        np0fde pmaxub P,Q
        660fde pmaxub V,Wx
        np0fdf pandn P,Q
        660fdf pandn V,Wx
        np0fe0 pavgb P,Q
        660fe0 pavgb V,Wx
        np0fe1 psraw P,Q
        660fe1 psraw V,Wx
        np0fe2 psrad P,Q
        660fe2 psrad V,Wx
        np0fe3 pavgw P,Q
        660fe3 pavgw V,Wx
        np0fe4 pmulhuw P,Q
        660fe4 pmulhuw V,Wx
        np0fe5 pmulhw P,Q
        660fe5 pmulhw V,Wx
        660fe6 cvttpd2dq V,Wpd =DOUBLE_CHOPPED
        f30fe6 cvtdq2pd V,Wq =INTEGER_TO_DOUBLE
        f20fe6 cvtpd2dq V,Wpd =DOUBLE_TO_INTEGER
        np0fe7 movntq Mq,P =MOVE_VECTOR
        660fe7 movntdq Mx,V =MOVE_VECTOR
        np0fe8 psubsb P,Q
        660fe8 psubsb V,Wx
        np0fe9 psubsw P,Q
        660fe9 psubsw V,Wx
        np0fea pminsw P,Q
        660fea pminsw V,Wx
        np0feb por P,Q
        660feb por V,Wx
        np0fec paddsb P,Q
        660fec paddsb V,Wx
        np0fed paddsw P,Q
        660fed paddsw V,Wx
        np0fee pmaxsw P,Q
        660fee pmaxsw V,Wx
        np0fef pxor P,Q
        660fef pxor V,Wx
        np0ff1 psllw P,Q
        660ff1 psllw V,Wx
        np0ff2 pslld P,Q
        660ff2 pslld V,Wx
        np0ff3 psllq P,Q
        660ff3 psllq V,Wx
        np0ff4 pmuludq P,Q
        660ff4 pmuludq V,Wx
        np0ff5 pmaddwd P,Q
        660ff5 pmaddwd V,Wx
        np0ff6 psadbw P,Q
        660ff6 psadbw V,Wx
        np0ff7 maskmovq P,N =MASKMOV
        660ff7 maskmovdqu V,U =MASKMOV
        np0ff8 psubb P,Q
        660ff8 psubb V,Wx
        np0ff9 psubw P,Q
        660ff9 psubw V,Wx
        np0ffa psubd P,Q
        660ffa psubd V,Wx
        np0ffb psubq P,Q
        660ffb psubq V,Wx
        np0ffc paddb P,Q
        660ffc paddb V,Wx
        np0ffd paddw P,Q
        660ffd paddw V,Wx
        np0ffe paddd P,Q
        660ffe paddd V,Wx
        """;
    }
}
