package io.airgapkit.verifier.output;

/**
 * What may go to a terminal as it is: printable ASCII whose line ends and tabs were made by its own
 * builder. Whatever a stranger wrote was escaped when it was put in; {@code toString} gives it all.
 */
public sealed interface Page permits JsonText, Lines {}
