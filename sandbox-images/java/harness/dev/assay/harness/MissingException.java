package dev.assay.harness;

import java.util.List;

/** The file has no class of the name that is wanted; it has these. */
final class MissingException extends Exception {
    final List<String> found;

    MissingException(List<String> found) {
        this.found = found;
    }
}
