/**
 * Text generated from templates, where data enters. Escaping is a property of the output format,
 * never of a template.
 *
 * <p>Entry class: {@link io.airgapkit.builder.script.TemplateRenderer}. The only place of
 * FreeMarker.
 */
package io.airgapkit.builder.script;
