/** Kits with one fault each. */
package io.airgapkit.vectors;
