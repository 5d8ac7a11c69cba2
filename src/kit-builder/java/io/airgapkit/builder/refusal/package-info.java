/**
 * The clear no to what was asked for, as any stage may say it.
 *
 * <p>Entry class: {@link io.airgapkit.builder.refusal.BuildRefusedException}. Stands below the
 * pipeline, so that a stage need not know the pipeline to refuse.
 */
package io.airgapkit.builder.refusal;
