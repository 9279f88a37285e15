package dev.assay.harness;

/** null, or a value: boxed, where it is a number or a boolean. */
final class NullableKind extends Kind {
    private final Kind of;

    NullableKind(Kind of) {
        super(of.boxed(), of.type.isPrimitive() ? of.boxed().getTypeName() : of.name);
        this.of = of;
    }

    @Override
    Object read(JsonReader in) {
        return in.isNull() ? null : of.read(in);
    }

    @Override
    void writeValue(Object value, JsonWriter out) {
        of.writeValue(value, out);
    }
}
