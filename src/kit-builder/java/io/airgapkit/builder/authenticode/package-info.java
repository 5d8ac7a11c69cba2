/**
 * Authenticode signatures of scripts, as Windows checks them.
 *
 * <p>Entry class: {@link io.airgapkit.builder.authenticode.ScriptSigner}. The only place of jsign.
 */
package io.airgapkit.builder.authenticode;
