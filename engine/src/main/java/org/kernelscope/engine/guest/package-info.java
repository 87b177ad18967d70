/** Typed peeks: data of the guest found by its C name and read as its C type says, without the guest's help. */
package org.kernelscope.engine.guest;
