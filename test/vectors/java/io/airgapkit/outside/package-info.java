/**
 * What tests find outside themselves: the files of the checkout they run in ({@link
 * io.airgapkit.outside.Checkout}) and programs and samples that are not in it ({@link
 * io.airgapkit.outside.OutsideTool}). For tests only; never shipped.
 */
package io.airgapkit.outside;
