/**
 * What ships for Windows, put together from the parts in {@code src/windows}. Entry class: {@link
 * io.airgapkit.builder.windows.WindowsProduct}.
 */
package io.airgapkit.builder.windows;
