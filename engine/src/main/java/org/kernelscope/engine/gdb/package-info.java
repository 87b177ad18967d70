/**
 * The door for gdb: its remote serial protocol on a machine of ours. {@link org.kernelscope.engine.gdb.GdbServer} waits
 * for a client; a session answers packets; a target stands at breakpoints and watchpoints; a past goes both ways.
 * Source: "Debugging with GDB", appendix "GDB Remote Serial Protocol".
 */
package org.kernelscope.engine.gdb;
