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
        np0f10 movups V,Wu =MOVE_VECTOR ?SSE
        np0f11 movups Wu,V =MOVE_VECTOR ?SSE
        660f10 movupd V,Wu =MOVE_VECTOR ?SSE2
        660f11 movupd Wu,V =MOVE_VECTOR ?SSE2
        f30f10 movss V,Wss =MOVE_SCALAR ?SSE
        f30f11 movss Wss,V =MOVE_SCALAR ?SSE
        f20f10 movsd V,Wsd =MOVE_SCALAR ?SSE2
        f20f11 movsd Wsd,V =MOVE_SCALAR ?SSE2
        np0f12 movlps V,Mq =MOVE_LOW ?SSE
        np0f12 movhlps V,U =MOVE_HIGH_TO_LOW ?SSE
        660f12 movlpd V,Mq =MOVE_LOW ?SSE2
        np0f13 movlps Mq,V =MOVE_VECTOR ?SSE
        660f13 movlpd Mq,V =MOVE_VECTOR ?SSE2
        np0f14 unpcklps V,Wx =PUNPCKLDQ ?SSE
        660f14 unpcklpd V,Wx =PUNPCKLQDQ ?SSE2
        np0f15 unpckhps V,Wx =PUNPCKHDQ ?SSE
        660f15 unpckhpd V,Wx =PUNPCKHQDQ ?SSE2
        np0f16 movhps V,Mq =MOVE_HIGH ?SSE
        np0f16 movlhps V,U =MOVE_HIGH ?SSE
        660f16 movhpd V,Mq =MOVE_HIGH ?SSE2
        np0f17 movhps Mq,V =STORE_HIGH ?SSE
        660f17 movhpd Mq,V =STORE_HIGH ?SSE2
        np0f28 movaps V,Wx =MOVE_VECTOR ?SSE
        np0f29 movaps Wx,V =MOVE_VECTOR ?SSE
        660f28 movapd V,Wx =MOVE_VECTOR ?SSE2
        660f29 movapd Wx,V =MOVE_VECTOR ?SSE2
        np0f2a cvtpi2ps V,Q =INTEGER_TO_SINGLE ?SSE
        660f2a cvtpi2pd V,Q =INTEGER_TO_DOUBLE ?SSE2
        f30f2a cvtsi2ss V,Ed =INTEGER_TO_SINGLE ?SSE
        f20f2a cvtsi2sd V,Ed =INTEGER_TO_DOUBLE ?SSE2
        np0f2b movntps Mx,V =MOVE_VECTOR ?SSE
        660f2b movntpd Mx,V =MOVE_VECTOR ?SSE2
        np0f2c cvttps2pi P,Wq =SINGLE_CHOPPED ?SSE
        660f2c cvttpd2pi P,Wpd =DOUBLE_CHOPPED ?SSE2
        f30f2c cvttss2si Gd,Wss =SINGLE_CHOPPED ?SSE
        f20f2c cvttsd2si Gd,Wsd =DOUBLE_CHOPPED ?SSE2
        np0f2d cvtps2pi P,Wq =SINGLE_TO_INTEGER ?SSE
        660f2d cvtpd2pi P,Wpd =DOUBLE_TO_INTEGER ?SSE2
        f30f2d cvtss2si Gd,Wss =SINGLE_TO_INTEGER ?SSE
        f20f2d cvtsd2si Gd,Wsd =DOUBLE_TO_INTEGER ?SSE2
        np0f2e ucomiss V,Wss =UCOMI ?SSE
        660f2e ucomisd V,Wsd =UCOMI ?SSE2
        np0f2f comiss V,Wss =COMI ?SSE
        660f2f comisd V,Wsd =COMI ?SSE2
        np0f50 movmskps Gd,U ?SSE
        660f50 movmskpd Gd,U ?SSE2
        np0f51 sqrtps V,Wps =SQUARE_ROOT ?SSE
        660f51 sqrtpd V,Wpd =SQUARE_ROOT ?SSE2
        f30f51 sqrtss V,Wss =SQUARE_ROOT ?SSE
        f20f51 sqrtsd V,Wsd =SQUARE_ROOT ?SSE2
        np0f52 rsqrtps V,Wps =RECIPROCAL_ROOT ?SSE
        f30f52 rsqrtss V,Wss =RECIPROCAL_ROOT ?SSE
        np0f53 rcpps V,Wps =RECIPROCAL ?SSE
        f30f53 rcpss V,Wss =RECIPROCAL ?SSE
        np0f54 andps V,Wx =PAND ?SSE
        660f54 andpd V,Wx =PAND ?SSE2
        np0f55 andnps V,Wx =PANDN ?SSE
        660f55 andnpd V,Wx =PANDN ?SSE2
        np0f56 orps V,Wx =POR ?SSE
        660f56 orpd V,Wx =POR ?SSE2
        np0f57 xorps V,Wx =PXOR ?SSE
        660f57 xorpd V,Wx =PXOR ?SSE2
        np0f58 addps V,Wps =ADD_FLOATS ?SSE
        660f58 addpd V,Wpd =ADD_FLOATS ?SSE2
        f30f58 addss V,Wss =ADD_FLOATS ?SSE
        f20f58 addsd V,Wsd =ADD_FLOATS ?SSE2
        np0f59 mulps V,Wps =MULTIPLY_FLOATS ?SSE
        660f59 mulpd V,Wpd =MULTIPLY_FLOATS ?SSE2
        f30f59 mulss V,Wss =MULTIPLY_FLOATS ?SSE
        f20f59 mulsd V,Wsd =MULTIPLY_FLOATS ?SSE2
        np0f5a cvtps2pd V,Wq =SINGLE_TO_DOUBLE ?SSE2
        660f5a cvtpd2ps V,Wpd =DOUBLE_TO_SINGLE ?SSE2
        f30f5a cvtss2sd V,Wss =SINGLE_TO_DOUBLE ?SSE2
        f20f5a cvtsd2ss V,Wsd =DOUBLE_TO_SINGLE ?SSE2
        np0f5b cvtdq2ps V,Wx =INTEGER_TO_SINGLE ?SSE2
        660f5b cvtps2dq V,Wps =SINGLE_TO_INTEGER ?SSE2
        f30f5b cvttps2dq V,Wps =SINGLE_CHOPPED ?SSE2
        np0f5c subps V,Wps =SUBTRACT_FLOATS ?SSE
        660f5c subpd V,Wpd =SUBTRACT_FLOATS ?SSE2
        f30f5c subss V,Wss =SUBTRACT_FLOATS ?SSE
        f20f5c subsd V,Wsd =SUBTRACT_FLOATS ?SSE2
        np0f5d minps V,Wps =MINIMUM ?SSE
        660f5d minpd V,Wpd =MINIMUM ?SSE2
        f30f5d minss V,Wss =MINIMUM ?SSE
        f20f5d minsd V,Wsd =MINIMUM ?SSE2
        np0f5e divps V,Wps =DIVIDE_FLOATS ?SSE
        660f5e divpd V,Wpd =DIVIDE_FLOATS ?SSE2
        f30f5e divss V,Wss =DIVIDE_FLOATS ?SSE
        f20f5e divsd V,Wsd =DIVIDE_FLOATS ?SSE2
        np0f5f maxps V,Wps =MAXIMUM ?SSE
        660f5f maxpd V,Wpd =MAXIMUM ?SSE2
        f30f5f maxss V,Wss =MAXIMUM ?SSE
        f20f5f maxsd V,Wsd =MAXIMUM ?SSE2
        np0f60 punpcklbw P,Qd ?MMX
        660f60 punpcklbw V,Wx ?SSE2
        np0f61 punpcklwd P,Qd ?MMX
        660f61 punpcklwd V,Wx ?SSE2
        np0f62 punpckldq P,Qd ?MMX
        660f62 punpckldq V,Wx ?SSE2
        np0f63 packsswb P,Q ?MMX
        660f63 packsswb V,Wx ?SSE2
        np0f64 pcmpgtb P,Q ?MMX
        660f64 pcmpgtb V,Wx ?SSE2
        np0f65 pcmpgtw P,Q ?MMX
        660f65 pcmpgtw V,Wx ?SSE2
        np0f66 pcmpgtd P,Q ?MMX
        660f66 pcmpgtd V,Wx ?SSE2
        np0f67 packuswb P,Q ?MMX
        660f67 packuswb V,Wx ?SSE2
        np0f68 punpckhbw P,Q ?MMX
        660f68 punpckhbw V,Wx ?SSE2
        np0f69 punpckhwd P,Q ?MMX
        660f69 punpckhwd V,Wx ?SSE2
        np0f6a punpckhdq P,Q ?MMX
        660f6a punpckhdq V,Wx ?SSE2
        np0f6b packssdw P,Q ?MMX
        660f6b packssdw V,Wx ?SSE2
        660f6c punpcklqdq V,Wx ?SSE2
        660f6d punpckhqdq V,Wx ?SSE2
        np0f6e movd P,Ed =MOVE_VECTOR ?MMX
        660f6e movd V,Ed =MOVE_VECTOR ?SSE2
        np0f6f movq P,Q =MOVE_VECTOR ?MMX
        660f6f movdqa V,Wx =MOVE_VECTOR ?SSE2
        f30f6f movdqu V,Wu =MOVE_VECTOR ?SSE2
        np0f70 pshufw P,Q,Ib ?SSE
        660f70 pshufd V,Wx,Ib ?SSE2
        f30f70 pshufhw V,Wx,Ib ?SSE2
        f20f70 pshuflw V,Wx,Ib ?SSE2
        np0f71/2 psrlw N,Ib ?MMX
        660f71/2 psrlw U,Ib ?SSE2
        np0f71/4 psraw N,Ib ?MMX
        660f71/4 psraw U,Ib ?SSE2
        np0f71/6 psllw N,Ib ?MMX
        660f71/6 psllw U,Ib ?SSE2
        np0f72/2 psrld N,Ib ?MMX
        660f72/2 psrld U,Ib ?SSE2
        np0f72/4 psrad N,Ib ?MMX
        660f72/4 psrad U,Ib ?SSE2
        np0f72/6 pslld N,Ib ?MMX
        660f72/6 pslld U,Ib ?SSE2
        np0f73/2 psrlq N,Ib ?MMX
        660f73/2 psrlq U,Ib ?SSE2
        660f73/3 psrldq U,Ib ?SSE2
        np0f73/6 psllq N,Ib ?MMX
        660f73/6 psllq U,Ib ?SSE2
        660f73/7 pslldq U,Ib ?SSE2
        np0f74 pcmpeqb P,Q ?MMX
        660f74 pcmpeqb V,Wx ?SSE2
        np0f75 pcmpeqw P,Q ?MMX
        660f75 pcmpeqw V,Wx ?SSE2
        np0f76 pcmpeqd P,Q ?MMX
        660f76 pcmpeqd V,Wx ?SSE2
        np0f77 emms ?MMX
        np0f7e movd Ed,P =MOVE_VECTOR ?MMX
        660f7e movd Ed,V =MOVE_VECTOR ?SSE2
        f30f7e movq V,Wq =MOVE_VECTOR ?SSE2
        np0f7f movq Q,P =MOVE_VECTOR ?MMX
        660f7f movdqa Wx,V =MOVE_VECTOR ?SSE2
        f30f7f movdqu Wu,V =MOVE_VECTOR ?SSE2
        np0fae/0 fxsave M ?FXSR
        np0fae/1 fxrstor M ?FXSR
        np0fae/2 ldmxcsr Md ?SSE
        np0fae/3 stmxcsr Md ?SSE
        np0fae/5 lfence R =PARTIAL_FENCE ?SSE2
        np0fae/6 mfence R =FENCE ?SSE2
        np0fae/7 sfence R =PARTIAL_FENCE ?SSE
        np0fae/7 clflush Mb ?CLFLUSH
        np0fc2 cmpps V,Wps,Ib =COMPARE_FLOATS ?SSE
        660fc2 cmppd V,Wpd,Ib =COMPARE_FLOATS ?SSE2
        f30fc2 cmpss V,Wss,Ib =COMPARE_FLOATS ?SSE
        f20fc2 cmpsd V,Wsd,Ib =COMPARE_FLOATS ?SSE2
        np0fc3 movnti Md,Gd =MOV ?SSE2
        np0fc4 pinsrw P,Edw,Ib ?SSE
        660fc4 pinsrw V,Edw,Ib ?SSE2
        np0fc5 pextrw Gd,N,Ib ?SSE
        660fc5 pextrw Gd,U,Ib ?SSE2
        np0fc6 shufps V,Wx,Ib ?SSE
        660fc6 shufpd V,Wx,Ib ?SSE2
        np0fd1 psrlw P,Q ?MMX
        660fd1 psrlw V,Wx ?SSE2
        np0fd2 psrld P,Q ?MMX
        660fd2 psrld V,Wx ?SSE2
        np0fd3 psrlq P,Q ?MMX
        660fd3 psrlq V,Wx ?SSE2
        np0fd4 paddq P,Q ?SSE2
        660fd4 paddq V,Wx ?SSE2
        np0fd5 pmullw P,Q ?MMX
        660fd5 pmullw V,Wx ?SSE2
        660fd6 movq Wq,Vq =MOVE_VECTOR ?SSE2
        f30fd6 movq2dq V,N =MOVE_VECTOR ?SSE2
        f20fd6 movdq2q P,U =MOVE_VECTOR ?SSE2
        np0fd7 pmovmskb Gd,N ?SSE
        660fd7 pmovmskb Gd,U ?SSE2
        np0fd8 psubusb P,Q ?MMX
        660fd8 psubusb V,Wx ?SSE2
        np0fd9 psubusw P,Q ?MMX
        660fd9 psubusw V,Wx ?SSE2
        np0fda pminub P,Q ?SSE
        660fda pminub V,Wx ?SSE2
        np0fdb pand P,Q ?MMX
        660fdb pand V,Wx ?SSE2
        np0fdc paddusb P,Q ?MMX
        660fdc paddusb V,Wx ?SSE2
        np0fdd paddusw P,Q ?MMX
        660fdd paddusw V,Wx ?SSE2
        np0fde pmaxub P,Q ?SSE
        660fde pmaxub V,Wx ?SSE2
        np0fdf pandn P,Q ?MMX
        660fdf pandn V,Wx ?SSE2
        np0fe0 pavgb P,Q ?SSE
        660fe0 pavgb V,Wx ?SSE2
        np0fe1 psraw P,Q ?MMX
        660fe1 psraw V,Wx ?SSE2
        np0fe2 psrad P,Q ?MMX
        660fe2 psrad V,Wx ?SSE2
        np0fe3 pavgw P,Q ?SSE
        660fe3 pavgw V,Wx ?SSE2
        np0fe4 pmulhuw P,Q ?SSE
        660fe4 pmulhuw V,Wx ?SSE2
        np0fe5 pmulhw P,Q ?MMX
        660fe5 pmulhw V,Wx ?SSE2
        660fe6 cvttpd2dq V,Wpd =DOUBLE_CHOPPED ?SSE2
        f30fe6 cvtdq2pd V,Wq =INTEGER_TO_DOUBLE ?SSE2
        f20fe6 cvtpd2dq V,Wpd =DOUBLE_TO_INTEGER ?SSE2
        np0fe7 movntq Mq,P =MOVE_VECTOR ?SSE
        660fe7 movntdq Mx,V =MOVE_VECTOR ?SSE2
        np0fe8 psubsb P,Q ?MMX
        660fe8 psubsb V,Wx ?SSE2
        np0fe9 psubsw P,Q ?MMX
        660fe9 psubsw V,Wx ?SSE2
        np0fea pminsw P,Q ?SSE
        660fea pminsw V,Wx ?SSE2
        np0feb por P,Q ?MMX
        660feb por V,Wx ?SSE2
        np0fec paddsb P,Q ?MMX
        660fec paddsb V,Wx ?SSE2
        np0fed paddsw P,Q ?MMX
        660fed paddsw V,Wx ?SSE2
        np0fee pmaxsw P,Q ?SSE
        660fee pmaxsw V,Wx ?SSE2
        np0fef pxor P,Q ?MMX
        660fef pxor V,Wx ?SSE2
        np0ff1 psllw P,Q ?MMX
        660ff1 psllw V,Wx ?SSE2
        np0ff2 pslld P,Q ?MMX
        660ff2 pslld V,Wx ?SSE2
        np0ff3 psllq P,Q ?MMX
        660ff3 psllq V,Wx ?SSE2
        np0ff4 pmuludq P,Q ?SSE2
        660ff4 pmuludq V,Wx ?SSE2
        np0ff5 pmaddwd P,Q ?MMX
        660ff5 pmaddwd V,Wx ?SSE2
        np0ff6 psadbw P,Q ?SSE
        660ff6 psadbw V,Wx ?SSE2
        np0ff7 maskmovq P,N =MASKMOV ?SSE
        660ff7 maskmovdqu V,U =MASKMOV ?SSE2
        np0ff8 psubb P,Q ?MMX
        660ff8 psubb V,Wx ?SSE2
        np0ff9 psubw P,Q ?MMX
        660ff9 psubw V,Wx ?SSE2
        np0ffa psubd P,Q ?MMX
        660ffa psubd V,Wx ?SSE2
        np0ffb psubq P,Q ?SSE2
        660ffb psubq V,Wx ?SSE2
        np0ffc paddb P,Q ?MMX
        660ffc paddb V,Wx ?SSE2
        np0ffd paddw P,Q ?MMX
        660ffd paddw V,Wx ?SSE2
        np0ffe paddd P,Q ?MMX
        660ffe paddd V,Wx ?SSE2
        """;
    }
}
