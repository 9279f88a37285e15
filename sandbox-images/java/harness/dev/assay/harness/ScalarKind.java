package dev.assay.harness;

/** int, long, float (a double), boolean and string. */
abstract class ScalarKind extends Kind {
    private ScalarKind(Class<?> type) {
        super(type, type.getTypeName());
    }

    static Kind of(String type) {
        switch (type) {
            case "int":
                return new ScalarKind(int.class) {
                    @Override
                    Object read(JsonReader in) {
                        return (int) in.integer();
                    }
                };
            case "long":
                return new ScalarKind(long.class) {
                    @Override
                    Object read(JsonReader in) {
                        return in.integer();
                    }
                };
            case "float":
                return new ScalarKind(double.class) {
                    @Override
                    Object read(JsonReader in) {
                        return in.decimal();
                    }
                };
            case "boolean":
                return new ScalarKind(boolean.class) {
                    @Override
                    Object read(JsonReader in) {
                        return in.bool();
                    }
                };
            default:
                return new ScalarKind(String.class) {
                    @Override
                    Object read(JsonReader in) {
                        return in.string();
                    }
                };
        }
    }

    @Override
    final void writeValue(Object value, JsonWriter out) {
        Kinds.writeAny(value, out);
    }
}
