/** Values. */
package io.airgapkit.format;
