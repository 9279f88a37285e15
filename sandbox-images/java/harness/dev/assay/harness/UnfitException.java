package dev.assay.harness;

import java.util.List;

/** The class has no such method or constructor ("constructor") as is wanted; it has these. */
final class UnfitException extends Exception {
    final String member;
    final List<String> found;

    UnfitException(String member, List<String> found) {
        this.member = member;
        this.found = found;
    }
}
