package dev.assay.harness;

/** A result that is no value of any type; the message tells what it is. */
final class OtherException extends RuntimeException {
    OtherException(String text) {
        super(text, null, false, false);
    }
}
