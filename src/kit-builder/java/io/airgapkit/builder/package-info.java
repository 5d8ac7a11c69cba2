/** The pipeline from profile to sealed kit. */
package io.airgapkit.builder;
